import { expect, it } from "vitest";
import { Harness } from "./harness.js";
import type { HarnessPage } from "./page.js";
import { sized } from "./random.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const CLOCK = new URL("preload/clock.mjs", import.meta.url).href;

it(
  "T20: a request that somebody replays at once counts nothing",
  async () => {
    const harness = await Harness.forTest(20);
    const tab = await harness.openTab();
    const count = sized(20, 500);
    harness.proxy.weather = () => ({ kind: "replay", ms: 100 + harness.random() * 400 });
    for (let number = 0; number < count; number++) await harness.rate(tab);
    await expect
      .poll(() => harness.proxy.answered["duplicate"] ?? 0, { timeout: 10_000 })
      .toBeGreaterThanOrEqual(count);
    await harness.drain(tab);
    const { stored } = await harness.verify();
    expect(stored).toBe(count);
  },
  HOUR,
);

it.each([
  ["a minute", MINUTE],
  ["25 hours", 25 * HOUR],
  ["31 days", 31 * 24 * HOUR],
])(
  "T20: a request that somebody replays after %s counts nothing",
  async (_name, ms) => {
    const harness = await Harness.forTest(ms);
    const tab = await harness.openTab();
    const count = sized(20, 500);
    for (let number = 0; number < count; number++) await harness.rate(tab);
    await harness.drain(tab);

    await harness.collector.stop();
    await harness.resumeCollector({ preload: [CLOCK], env: { AFTERTASK_CLOCK_AHEAD: String(ms) } });
    const results: string[] = [];
    for (const { body } of harness.proxy.posts) {
      const answer = await harness.collector.post(JSON.parse(body));
      const said = (await answer.json()) as { results: { status: string }[] };
      results.push(...said.results.map(({ status }) => status));
    }
    expect(new Set(results)).toEqual(new Set(["duplicate"]));
    // One more, of a task that may be rated once: such a rating is kept with the day it came.
    const id = crypto.randomUUID();
    const today = () => new Date(Date.now() + ms).toISOString().slice(0, 10);
    const before = today();
    await harness.rate(tab, { id, task: id });
    await harness.drain(tab);
    const possible = [before, today()];
    const { stored } = await harness.verify();
    expect(stored).toBe(count + 1);
    const days = [...harness.collector.rows("ledger"), ...harness.collector.rows("intake")].map(({ day }) => day);
    // Midnight may have come meanwhile.
    expect(
      possible.filter((day) => days.includes(day)),
      "the collector's clock",
    ).not.toEqual([]);
  },
  HOUR,
);

it(
  "T21: a double click, or the same id from two tabs, is one rating",
  async () => {
    const harness = await Harness.forTest(21);
    const tabs = [await harness.openTab(), await harness.openTab()];
    const count = sized(30, 300);
    for (let number = 0; number < count; number++) {
      const id = crypto.randomUUID();
      const twice = number % 2 ? tabs : [tabs[0], tabs[0]];
      await Promise.all(twice.map((tab) => tab && harness.rate(tab, { id })));
    }
    for (const tab of tabs) await harness.drain(tab);
    const { stored } = await harness.verify();
    expect(stored).toBe(count);
  },
  HOUR,
);

it(
  "T22: the same id with another body changes nothing: the first wins, and the conflict is told",
  async () => {
    const harness = await Harness.forTest(22);
    const tabs = [await harness.openTab(), await harness.openTab()];
    const count = sized(5, 50);
    for (let number = 0; number < count; number++) {
      const id = crypto.randomUUID();
      for (const [at, tab] of tabs.entries()) {
        await harness.rate(tab, { id, score: 4 - at });
        await harness.drain(tab);
      }
    }
    expect(harness.proxy.answered["conflict"], "conflicts").toBeGreaterThanOrEqual(count);
    const told = tabs.map((tab) => tab.run(() => (globalThis as unknown as HarnessPage).client.refused()));
    expect((await Promise.all(told)).flat(), "nothing is refused: the endpoint has the rating").toEqual([]);
    const { stored } = await harness.verify();
    expect(stored).toBe(count);
    const scores = [...harness.collector.rows("ratings"), ...harness.collector.rows("intake")].map(
      ({ score }) => score,
    );
    expect(new Set(scores), "scores that are kept").toEqual(new Set([4]));
  },
  HOUR,
);
