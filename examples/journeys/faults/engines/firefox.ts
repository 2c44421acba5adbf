import { once } from "node:events";
import { type Browser, type Page, launch } from "puppeteer-core";
import type { Engine, Heard, Running, Tab } from "../engine.js";
import { program } from "./programs.js";
import { callOf, type Outcome, resultOf } from "./text.js";

/** Firefox, over WebDriver BiDi. */
export const FIREFOX: Engine = {
  name: "firefox",
  async launch(profile) {
    const browser = await launch({
      browser: "firefox",
      executablePath: program("FIREFOX_PATH", "/usr/bin/firefox-esr", "/usr/bin/firefox"),
      headless: true,
      userDataDir: profile,
    });
    const [, number = ""] = (await browser.version()).split("/");
    return new RunningFirefox(browser, `Firefox ${number}`);
  },
};

class RunningFirefox implements Running {
  constructor(
    readonly browser: Browser,
    readonly version: string,
  ) {}

  async openTab(heard: Heard): Promise<Tab> {
    // In a window of its own: of several tabs in one, all but one would be hidden, and their timers slow.
    const page = await this.browser.newPage({ type: "window" });
    page.on("pageerror", (error) => heard.uncaught(String(error)));
    await page.exposeFunction("settled", (id: string, delivery: string) => heard.settled(id, delivery));
    return new FirefoxTab(page);
  }

  async kill(): Promise<void> {
    const child = this.browser.process();
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  }

  async close(): Promise<void> {
    await this.browser.close().catch(() => {});
    await this.kill();
  }
}

class FirefoxTab implements Tab {
  /** Ends runs whose document is gone: Firefox itself never answers for them. */
  readonly #abandon = new Set<(reason: Error) => void>();

  constructor(readonly driven: Page) {}

  get page(): never {
    throw new Error("There is no Playwright in Firefox.");
  }

  run<Result, Argument>(does: (given: Argument) => Result | Promise<Result>, given?: Argument): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#abandon.add(reject);
      const outcome = this.driven.evaluate(callOf(does, given)) as Promise<Outcome>;
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
