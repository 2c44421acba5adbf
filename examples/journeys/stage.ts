import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { launchChromium, type Visit, visit } from "./browser.js";
import { RunningCollector } from "./collector.js";

export interface Stage {
  readonly collector: RunningCollector;
  /** A new browser profile with one page. */
  visit(options?: Parameters<typeof visit>[1]): Promise<Visit>;
}

/**
 * A browser for the whole file and a collector for the file or, `fresh`, for each test: a task that one test rates would
 * not be asked about in the next. What a test has opened is closed after it.
 */
export function useStage(collectors: "shared" | "fresh"): Stage {
  let browser: Browser;
  let collector: RunningCollector;
  let visits: Visit[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    await Promise.all(visits.map(({ context }) => context.close()));
    visits = [];
  });

  const start = async () => {
    collector = await RunningCollector.start();
  };
  const end = () => collector.end();
  if (collectors === "fresh") {
    beforeEach(start);
    afterEach(end);
  } else {
    beforeAll(start);
    afterAll(end);
  }

  return {
    get collector() {
      return collector;
    },
    async visit(options) {
      const opened = await visit(browser, options);
      visits.push(opened);
      return opened;
    },
  };
}
