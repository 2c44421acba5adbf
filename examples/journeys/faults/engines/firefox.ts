import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Browser, connect, type Page } from "puppeteer-core";
import type { Engine, Heard, Running, Tab } from "../engine.js";
import { program } from "./programs.js";
import { callOf, type Outcome, resultOf } from "./text.js";

/** Beside those that Firefox sets by itself when it is driven: after a kill it is to start as if nothing had been. */
const PREFERENCES = {
  "browser.sessionstore.resume_from_crash": false,
  "toolkit.startup.max_resumed_crashes": -1,
  "datareporting.policy.dataSubmissionEnabled": false,
};

/** Firefox over WebDriver BiDi, started by hand: what Puppeteer starts, it also clears up after. */
export const FIREFOX: Engine = {
  name: "firefox",
  async launch(profile) {
    const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref("${name}", ${value});\n`);
    await writeFile(join(profile, "user.js"), lines);
    const child = spawn(
      program("FIREFOX_PATH", "/usr/bin/firefox-esr", "/usr/bin/firefox"),
      ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port=0", "about:blank"],
      { stdio: ["ignore", "ignore", "pipe"] },
    );
    try {
      const browser = await connect({
        browserWSEndpoint: `${await addressOf(child)}/session`,
        protocol: "webDriverBiDi",
      });
      const [, number = ""] = (await browser.version()).split("/");
      return new RunningFirefox(child, browser, `Firefox ${number}`);
    } catch (error) {
      child.kill("SIGKILL");
      throw error;
    }
  },
};

async function addressOf(child: ChildProcess): Promise<string> {
  if (!child.stderr) throw new Error("Firefox tells its address on stderr.");
  for await (const line of createInterface(child.stderr)) {
    const address = /WebDriver BiDi listening on (ws:\S+)/.exec(line)?.[1];
    if (!address) continue;
    child.stderr.resume();
    return address;
  }
  throw new Error("Firefox ended before it could be driven.");
}

class RunningFirefox implements Running {
  constructor(
    readonly child: ChildProcess,
    readonly browser: Browser,
    readonly version: string,
  ) {}

  async openTab(heard: Heard): Promise<Tab> {
    // In a window of its own: of several tabs in one, all but one would be hidden, and their timers slow.
    const page = await this.browser.newPage({ type: "window" });
    page.on("pageerror", (error) => heard.uncaught(String(error)));
    await page.exposeFunction("settled", (id: string, delivery: string) => heard.settled(id, delivery));
    await page.evaluateOnNewDocument(noteWhenHeard);
    return new FirefoxTab(page);
  }

  async kill(): Promise<void> {
    await this.#end(() => this.child.kill("SIGKILL"));
  }

  async close(): Promise<void> {
    await this.#end(() => this.browser.close());
  }

  async #end(how: () => unknown): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, "exit");
    await how();
    await gone;
  }
}

/** What is told here by a page. */
interface ToldPage {
  settled(id: string, delivery: string): Promise<void>;
  heard?: Promise<void>;
}

/** Runs in the page. What it tells takes its time to get here, and a run that told something is not to end before. */
function noteWhenHeard(): void {
  const here = globalThis as unknown as ToldPage;
  const { settled } = here;
  here.settled = (id, delivery) => (here.heard = settled(id, delivery));
}

export class FirefoxTab implements Tab {
  /** Ends runs whose document is gone: Firefox itself never answers for them. */
  readonly #abandon = new Set<(reason: Error) => void>();

  constructor(readonly driven: Page) {}

  get page(): never {
    throw new Error("There is no Playwright in Firefox.");
  }

  run<Result, Argument>(does: (given: Argument) => Result | Promise<Result>, given?: Argument): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#abandon.add(reject);
      const outcome = this.driven.evaluate(
        `${callOf(does, given)}.then(async (told) => (await globalThis.heard, told))`,
      ) as Promise<Outcome>;
      void outcome
        .then((told) => resultOf<Result>(told))
        .then(resolve, reject)
        .finally(() => this.#abandon.delete(reject));
    });
  }

  async goto(url: string): Promise<void> {
    await this.#leave(this.driven.goto(url));
  }

  async reload(): Promise<void> {
    await this.#leave(this.driven.reload());
  }

  async close(): Promise<void> {
    await this.#leave(this.driven.close());
  }

  async #leave(left: Promise<unknown>): Promise<void> {
    for (const reject of this.#abandon) reject(new Error("The page has been left."));
    await left;
  }
}
