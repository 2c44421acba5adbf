import { expect, it } from "vitest";
import { Harness } from "./harness.js";
import { rateInVain } from "./in-tab.js";
import { inPage } from "./page-bundle.js";
import type { HarnessPage } from "./page.js";
import { AWAY } from "./weather.js";

/** More pages than a browser has connections to one host, which are six. */
const PAGES = 8;
/** Longer than a page's claim of a rating is respected by the next one. */
const LATER = 30_000;

function clockIsAhead(ms: number): void {
  const { now } = Date;
  Date.now = () => now() + ms;
}

it("T11: an endpoint that never answers leaves the host its connections, however many pages are left meanwhile", async () => {
  const harness = await Harness.forTest(112);
  const open = (page: number) => harness.openTab({ before: [inPage(clockIsAhead, page * LATER)] });
  harness.proxy.weather = AWAY;
  const first = await open(0);
  await rateInVain(harness, first);
  await harness.closeTab(first);

  harness.proxy.weather = () => ({ kind: "hang" });
  const { posts } = harness.proxy;
  for (let page = 1; page <= PAGES; page++) {
    const before = posts.length;
    const tab = await open(page);
    await tab.run(() => void (globalThis as unknown as HarnessPage).client.flush());
    const requests = () => posts.length - before;
    await expect.poll(requests, { timeout: 20_000, message: `requests of page ${page}` }).toBeGreaterThan(0);
    await harness.closeTab(tab);
  }

  await harness.drain(await open(PAGES + 1));
  const { stored } = await harness.verify();
  expect(stored).toBe(1);
}, 240_000);
