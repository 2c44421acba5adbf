import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import type { Tab } from "./engine.js";
import { BROWSER } from "./engines/index.js";
import { Harness } from "./harness.js";
import { flush, pending, rateInVain } from "./in-tab.js";
import { countAsTried } from "./kept.js";
import { CLEAR } from "./proxy.js";
import { sized } from "./random.js";
import { AWAY } from "./weather.js";

/** Ratings in one request. */
const BATCH = 20;

it("T5: what was rated while the network was away, over reloads and restarts, arrives by itself in few requests", async () => {
  const harness = await Harness.forTest(5);
  const count = sized(50, 200);
  harness.proxy.weather = AWAY;
  for (let part = 0; part < 3; part++) {
    if (part > 0 && sized(0, 1) > 0) {
      await harness.closeBrowser();
      await harness.launch();
    }
    const tab = await harness.openTab();
    // Each is tried and put off: a page that goes earlier leaves its last ones claimed, which the next one respects for 20 s.
    await rateInVain(harness, tab, Math.ceil((count - part) / 3));
    await tab.reload();
    await harness.closeTab(tab);
  }
  const tab = await harness.openTab();
  await goOffline(tab);
  await pause(sized(3_000, 60_000));

  const before = harness.proxy.posts.length;
  harness.proxy.weather = () => ({ kind: "pass" });
  await comeBack(tab);
  await expect.poll(() => pending(tab), { timeout: 30_000, message: "waiting since the network is back" }).toBe(0);

  expect(harness.proxy.posts.length - before).toBeLessThanOrEqual(Math.ceil(count / BATCH) + 2);
  const { stored } = await harness.verify();
  expect(stored).toBe(count);
}, 300_000);

it("T5: the news that the network is back is enough for what has failed so often that it would rest for minutes", async () => {
  const harness = await Harness.forTest(51);
  harness.proxy.weather = AWAY;
  const tab = await harness.openTab();
  await rateInVain(harness, tab, 3);
  await countAsTried(tab, 12);
  // Fails once more, and with so many attempts behind it rests for 75 s at the least.
  await flush(tab);
  await goOffline(tab);

  harness.proxy.weather = CLEAR;
  await comeBack(tab);
  await expect.poll(() => pending(tab), { timeout: 30_000, message: "waiting since the network is back" }).toBe(0);
  const { stored } = await harness.verify();
  expect(stored).toBe(3);
}, 120_000);

/** The browser itself knows that it is away. */
async function goOffline(tab: Tab): Promise<void> {
  if (BROWSER === "chromium") await tab.page.context().setOffline(true);
}

/** The other browsers cannot be told: there, the page hears the news alone. */
async function comeBack(tab: Tab): Promise<void> {
  if (BROWSER === "chromium") await tab.page.context().setOffline(false);
  else await tab.run(() => void dispatchEvent(new Event("online")));
}
