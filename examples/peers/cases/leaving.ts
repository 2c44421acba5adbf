import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "playwright";
import type { Bench } from "../bench.js";
import { storm } from "../weather.js";
import type { Case } from "./case.js";

const EVENTS_EACH = 5;
const WITHIN_MS = 500;

/** Ways for a page to end, each giving the page of the next round. */
const WAYS: readonly ((bench: Bench, page: Page) => Promise<Page>)[] = [
  async function close(bench, page) {
    const gone = page.waitForEvent("close");
    await page.close({ runBeforeUnload: true });
    await gone;
    return bench.openTab();
  },
  async function navigate(bench, page) {
    await page.goto(`${bench.receiver.address}/elsewhere`);
    await bench.load(page);
    return page;
  },
  async function reload(bench, page) {
    await bench.reload(page);
    return page;
  },
  async function crash(bench, page) {
    const crashed = page.waitForEvent("crash");
    const session = await page.context().newCDPSession(page);
    void session.send("Page.crash").catch(() => {});
    await crashed;
    await page.close();
    return bench.openTab();
  },
];

/** Five events, and within half a second the page is closed, navigated, reloaded, or its process crashes; in a storm. */
export const LEAVING: Case = {
  name: "T2",
  async play(bench, events) {
    let page = await bench.openTab();
    const ends = Array.from({ length: Math.ceil(events / EVENTS_EACH) }, (_, round) => ({
      way: WAYS[round % WAYS.length],
      after: bench.random() * WITHIN_MS,
    }));
    bench.receiver.weather = storm(bench.sky);
    for (const { way, after } of ends) {
      await bench.hand(page, EVENTS_EACH);
      await pause(after);
      if (way) page = await way(bench, page);
    }
    await bench.drain([page]);
  },
};
