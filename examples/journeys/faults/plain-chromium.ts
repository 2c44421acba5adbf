import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { chromium, type Page } from "playwright";
import { chromiumPath, FLAGS } from "../browser.js";
import type { Engine, Tab } from "./engine.js";

/**
 * Chromium without Playwright's defaults. They tell every tab that it has the focus; such a tab is never hidden, and
 * asked to freeze it goes on as before.
 */
export function plainChromium(...flags: string[]): Engine {
  return {
    name: "chromium",
    async launch(profile) {
      const given = [...FLAGS, ...flags, "--headless=new", "--remote-debugging-port=0", `--user-data-dir=${profile}`];
      const child = spawn(chromiumPath(), [...given, "about:blank"], { stdio: ["ignore", "ignore", "pipe"] });
      const ended = once(child, "exit");
      const browser = await chromium.connectOverCDP(await spokenAddress(child.stderr), { noDefaults: true });
      const [context] = browser.contexts();
      if (!context) throw new Error("A browser has a context from the start.");
      const end = async (signal: NodeJS.Signals) => {
        child.kill(signal);
        await ended;
        await browser.close();
      };
      return {
        version: `Chromium ${browser.version()}`,
        async openTab(heard) {
          const page = await context.newPage();
          page.on("pageerror", ({ message }) => heard.uncaught(message));
          await page.exposeFunction("settled", (id: string, delivery: string) => heard.settled(id, delivery));
          return tabOf(page);
        },
        kill: () => end("SIGKILL"),
        close: () => end("SIGTERM"),
      };
    },
  };
}

async function spokenAddress(stderr: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(stderr)) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (!address) continue;
    stderr.resume();
    return address;
  }
  throw new Error("Chromium ended before it could be driven.");
}

function tabOf(page: Page): Tab {
  return {
    page,
    run: (does, given?: unknown) => page.evaluate(does as (given: unknown) => never, given),
    goto: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    close: () => page.close(),
  };
}
