import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { type Browser, chromium, type Page } from "playwright";
import { chromiumPath, FLAGS } from "../browser.js";
import type { Engine, Heard, Running, Tab } from "./engine.js";
import { isTorn } from "./leveldb-log.js";

/** Chromium, started by hand: what Playwright starts, it also clears up after. */
export const CHROMIUM: Engine = {
  name: "chromium",
  async launch(profile) {
    const child = spawn(
      chromiumPath(),
      [...FLAGS, "--headless=new", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"],
      { stdio: ["ignore", "ignore", "pipe"] },
    );
    return new RunningChromium(child, await chromium.connectOverCDP(await addressOf(child)));
  },
  isTorn,
};

async function addressOf(child: ChildProcess): Promise<string> {
  if (!child.stderr) throw new Error("Chromium tells its address on stderr.");
  for await (const line of createInterface(child.stderr)) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (!address) continue;
    child.stderr.resume();
    return address;
  }
  throw new Error("Chromium ended before it could be driven.");
}

class RunningChromium implements Running {
  readonly version: string;

  constructor(
    readonly child: ChildProcess,
    readonly browser: Browser,
  ) {
    this.version = `Chromium ${browser.version()}`;
  }

  async openTab(heard: Heard): Promise<Tab> {
    const context = this.browser.contexts()[0];
    if (!context) throw new Error("The browser is not running.");
    const page = await context.newPage();
    page.on("pageerror", (error) => heard.uncaught(error.message));
    await page.exposeFunction("settled", (id: string, delivery: string) => heard.settled(id, delivery));
    return new ChromiumTab(page);
  }

  async kill(): Promise<void> {
    await this.#end(() => this.child.kill("SIGKILL"));
  }

  async close(): Promise<void> {
    await this.#end(() => this.child.kill("SIGTERM"));
  }

  async #end(how: () => void): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const gone = once(this.child, "exit");
      how();
      await gone;
    }
    await this.browser.close().catch(() => {});
  }
}

class ChromiumTab implements Tab {
  constructor(readonly page: Page) {}

  run<Result, Argument>(does: (given: Argument) => Result | Promise<Result>, given?: Argument): Promise<Result> {
    return this.page.evaluate(does as (given: unknown) => Promise<Result>, given);
  }

  async goto(url: string): Promise<void> {
    await this.page.goto(url);
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}
