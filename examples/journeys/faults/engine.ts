import type { Page } from "playwright";

/** A browser as the harness needs it, whatever its maker. */
export interface Engine {
  name: string;
  /** Starts it on a profile, a folder that outlives it. */
  launch(profile: string): Promise<Running>;
  /** Whether a kill has left the profile so that this browser will empty its database at the start after the next. Default: it never does. */
  isTorn?(profile: string): Promise<boolean>;
}

export interface Running {
  /** Name and number, as the browser gives them. */
  version: string;
  /** Opens an empty tab. */
  openTab(heard: Heard): Promise<Tab>;
  /** Ends the processes as a power button would, without a word to the pages. */
  kill(): Promise<void>;
  /** Ends it in good order, so that what it keeps reaches the profile. */
  close(): Promise<void>;
}

/** What a page tells while it lives. An engine that cannot hear it leaves it to the page to note (see page.ts). */
export interface Heard {
  settled(id: string, delivery: string): void;
  uncaught(message: string): void;
}

export interface Tab {
  /** Runs a function in the page. It arrives as text, so that it knows its argument and the page's globals, nothing else. */
  run<Result, Argument = undefined>(
    does: (given: Argument) => Result | Promise<Result>,
    given?: Argument,
  ): Promise<Result>;
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  close(): Promise<void>;
  /** In Chromium only; elsewhere it throws. */
  readonly page: Page;
}
