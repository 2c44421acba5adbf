import type { WebDriver } from "selenium-webdriver";
import type { Heard, Tab } from "../engine.js";
import type { HarnessPage } from "../page.js";
import { callOf, type Outcome, resultOf } from "./text.js";

/** One conversation with the browser. It looks at one window at a time, so everybody waits for their turn. */
export class WebKitSession {
  #turn: Promise<unknown> = Promise.resolve();

  constructor(readonly driver: WebDriver) {}

  openWindow(): Promise<string> {
    return this.#inTurn(async () => {
      // The window that was last looked at may be closed; the first one never is.
      const [first = ""] = await this.driver.getAllWindowHandles();
      await this.driver.switchTo().window(first);
      // Not a tab: of several in one window, all but one would be hidden, and their timers slow.
      await this.driver.switchTo().newWindow("window");
      return this.driver.getWindowHandle();
    });
  }

  in<Result>(handle: string, work: (driver: WebDriver) => Promise<Result>): Promise<Result> {
    return this.#inTurn(async () => {
      await this.driver.switchTo().window(handle);
      return work(this.driver);
    });
  }

  quit(): Promise<void> {
    return this.#inTurn(() => this.driver.quit());
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => {});
    return result;
  }
}

/** What a page came to in runs that are not fetched yet. */
interface RunsPage {
  runs?: Record<string, Outcome | null>;
}

const POLL = 20;
const PAGE_LOAD = 30_000;

export class WebKitTab implements Tab {
  #runs = 0;

  constructor(
    readonly session: WebKitSession,
    readonly handle: string,
    readonly heard: Heard,
  ) {}

  get page(): never {
    throw new Error("There is no Playwright in WebKitGTK.");
  }

  /** Is begun in one turn and asked about in others: WebDriver itself would let every other tab wait until it ends. */
  async run<Result, Argument>(does: (given: Argument) => Result | Promise<Result>, given?: Argument): Promise<Result> {
    const name = `run ${++this.#runs}`;
    const quoted = JSON.stringify(name);
    // What ends at once is told at once: the page may be about to be left.
    let ask = (driver: WebDriver) =>
      driver.executeScript(`
        const runs = (globalThis.runs ??= {});
        runs[${quoted}] = null;
        const ended = ${callOf(does, given)}.then((outcome) => { runs[${quoted}] = outcome; });
        return Promise.race([ended, new Promise((go) => setTimeout(go, ${POLL}))]).then(() => (${look})(${quoted}));
      `);
    for (;;) {
      const { outcome, noted } = (await this.#in(ask)) as Seen;
      this.#hear(noted);
      if (outcome) return resultOf<Result>(outcome);
      ask = (driver) => driver.executeScript(look, name);
      await new Promise((go) => setTimeout(go, POLL));
    }
  }

  async goto(url: string): Promise<void> {
    await this.#leave((driver) => driver.get(url));
    await this.#loaded();
  }

  async reload(): Promise<void> {
    await this.#leave((driver) => driver.navigate().refresh());
    await this.#loaded();
  }

  async close(): Promise<void> {
    await this.#leave((driver) => driver.close());
  }

  #in<Result>(work: (driver: WebDriver) => Promise<Result>): Promise<Result> {
    return this.session.in(this.handle, work);
  }

  /** The driver does not wait for it: nothing could be run in a page whose script has not arrived. */
  async #loaded(): Promise<void> {
    const deadline = Date.now() + PAGE_LOAD;
    while (!(await this.#in((driver) => driver.executeScript(isLoaded).catch(() => false)))) {
      if (Date.now() > deadline) throw new Error(`The page was not loaded within ${PAGE_LOAD} ms.`);
      await new Promise((go) => setTimeout(go, POLL));
    }
  }

  /** What the page has noted would go with it. */
  async #leave(how: (driver: WebDriver) => Promise<void>): Promise<void> {
    await this.#in(async (driver) => {
      const { noted } = (await driver.executeScript(look)) as Seen;
      this.#hear(noted);
      await driver.executeScript("globalThis.leaving = true;");
      await how(driver);
    });
  }

  /** Nothing here is told by itself. */
  #hear({ settled, uncaught }: HarnessPage["noted"]): void {
    for (const [id, delivery] of settled) this.heard.settled(id, delivery);
    for (const message of uncaught) this.heard.uncaught(message);
  }
}

interface Seen {
  /** Of the run that was asked about, once it has ended. */
  outcome: Outcome | null;
  noted: HarnessPage["noted"];
}

/** Runs in the page. */
function isLoaded(): boolean {
  return !("leaving" in globalThis) && document.readyState === "complete";
}

/** Runs in the page. */
function look(run?: string): Seen {
  const { runs = {}, noted } = globalThis as RunsPage & Partial<HarnessPage>;
  const outcome = run && (run in runs ? runs[run] : { error: "The page has been left." });
  if (run && outcome) delete runs[run];
  return {
    outcome: outcome || null,
    noted: { settled: noted?.settled.splice(0) ?? [], uncaught: noted?.uncaught.splice(0) ?? [] },
  };
}
