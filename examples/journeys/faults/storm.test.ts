import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import type { Tab } from "./engine.js";
import { Harness } from "./harness.js";
import { keptBy } from "./kept.js";
import type { HarnessPage } from "./page.js";
import { sized } from "./random.js";
import { slowLine, stormy } from "./weather.js";

/** Ratings that may wait before the next ones are given: far from what an outbox may hold. */
const WAITING = 200;
const HOUR = 3_600_000;

it(
  "T1: tabs in a storm deliver every rating, each once, with nothing left behind",
  async () => {
    const harness = await Harness.forTest(1);
    const tabs: Tab[] = [];
    for (let number = 0; number < sized(2, 4); number++) tabs.push(await harness.openTab());
    const count = sized(300, 5_000);
    const storm = stormy(harness.random);
    // A short storm may do without: the answers of the first two requests are lost after the commit, whatever the seed.
    harness.proxy.weather = (body, at) => (at < 2 ? { kind: "reset-after" } : storm(body, at));

    for (let number = 0; number < count; number += 4) {
      await Promise.all([0, 1, 2, 3].map((at) => harness.rate(tabAt(tabs, number + at))));
      if (number % WAITING === 0) await thin(tabAt(tabs, number / WAITING));
    }
    await harness.drain(tabAt(tabs, 0));

    const { stored, issued, posts, duplicates } = await harness.verify();
    await expect.poll(() => keptBy(tabAt(tabs, 0)), { message: "kept at rest", timeout: 10_000 }).toEqual([]);
    expect(stored, "with nothing given up, all arrive").toBe(issued);
    expect(reportedLost(harness), "reported as given up").toBe(0);
    expect(posts, "requests").toBeLessThanOrEqual(2 * issued + 50);
    expect(duplicates, "answers lost after commit made duplicates").toBeGreaterThan(0);
  },
  HOUR,
);

it(
  "T23: a slow line that loses a fifth delivers every rating once, also what was given up and arrived later",
  async () => {
    const harness = await Harness.forTest(23);
    const tab = await harness.openTab();
    const line = slowLine(harness.random);
    // One at least is on its way for longer than the client waits.
    harness.proxy.weather = (body, at) => (at === 0 ? { kind: "slow", up: 12_000, down: 1_000 } : line(body, at));
    const count = sized(30, 300);
    for (let number = 0; number < count; number += 6) {
      await Promise.all(Array.from({ length: 6 }, () => harness.rate(tab)));
      await pause(1_000);
    }
    await expect.poll(() => harness.proxy.late, { timeout: 30_000, message: "arrived late" }).toBeGreaterThan(0);
    await harness.drain(tab, 120_000);
    const { stored, issued, duplicates } = await harness.verify();
    expect(stored).toBe(issued);
    expect(duplicates, "sent again, and there already").toBeGreaterThan(0);
  },
  HOUR,
);

function tabAt(tabs: readonly Tab[], at: number): Tab {
  return tabs[at % tabs.length] as Tab;
}

/** Lets the storm go on until few ratings wait. */
async function thin(tab: Tab): Promise<void> {
  const waiting = () =>
    tab.run(async () => {
      const { client } = globalThis as unknown as HarnessPage;
      await client.flush();
      return client.pending();
    });
  await expect.poll(waiting, { timeout: 300_000, interval: 500 }).toBeLessThan(WAITING);
}

function reportedLost({ proxy }: Harness): number {
  const counts = proxy.posts.flatMap(({ body }) =>
    Object.values((JSON.parse(body) as { lost?: Record<string, number> }).lost ?? {}),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
