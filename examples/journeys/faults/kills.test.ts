import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import type { Tab } from "./engine.js";
import { BROWSER, chromiumIt, profileIt } from "./engines/index.js";
import { Harness } from "./harness.js";
import { isTorn, tearLogs } from "./leveldb-log.js";
import type { HarnessPage } from "./page.js";
import { sized } from "./random.js";
import { AWAY, stormy } from "./weather.js";

const HOUR = 3_600_000;

/** How a page can end. */
const ENDINGS = {
  close: (tab) => tab.close(),
  navigate: (tab) => tab.goto("about:blank"),
  reload: (tab) => tab.reload(),
  async crash(tab) {
    const session = await tab.page.context().newCDPSession(tab.page);
    const crashed = new Promise((resolve) => tab.page.once("crash", resolve));
    void session.send("Page.crash").catch(() => {});
    await crashed;
  },
} satisfies Record<string, (tab: Tab) => Promise<void>>;

it(
  "T2: a tab closed, left, reloaded or crashed right after a tap loses nothing that was promised",
  async () => {
    const harness = await Harness.forTest(2);
    const ways = (Object.keys(ENDINGS) as (keyof typeof ENDINGS)[]).filter(isPossible);
    const storm = stormy(harness.random);
    const kills = sized(24, 400);
    for (let kill = 1; kill <= kills; kill++) {
      harness.proxy.weather = storm;
      const tab = await harness.openTab();
      const way = ways[kill % ways.length] ?? "close";
      for (const id of await harness.begin(tab, 5)) harness.ledger.endings.set(id, way);
      // Every second one at once: before anything could be promised.
      if (harness.random() < 0.5) await pause(harness.random() * 500);
      await ENDINGS[way](tab);
      harness.kills.tabs++;
      // What a reload has woken up goes on as long as it can.
      if (way !== "close") await tab.close();
      // The outbox holds 500.
      if (kill % 50 === 0 || kill === kills) await drainInNewTab(harness);
    }
    const { unsettled } = await harness.verify();
    const left = [unsettled["close"], unsettled["navigate"], unsettled["reload"]];
    const all = left.reduce((sum, group) => sum + (group?.all ?? 0), 0);
    const stored = left.reduce((sum, group) => sum + (group?.stored ?? 0), 0);
    // Fewer than a hundred say nothing about one in a hundred.
    if (all >= 100) expect(stored / all, "stored of what was left before a promise").toBeGreaterThanOrEqual(0.99);
  },
  HOUR,
);

profileIt(
  "T3: a browser killed right after the promise has kept it",
  async () => {
    const harness = await Harness.forTest(3);
    const kills = sized(6, 100);
    for (let kill = 0; kill < kills; kill++) {
      harness.proxy.weather = AWAY;
      const tab = await harness.openTab();
      await Promise.all([0, 1, 2, 3, 4].map(() => harness.rate(tab)));
      await pause([0, 10, 100, 1_000][kill % 4]);
      await harness.killBrowser();
      await harness.launch();
      // The outbox holds 500.
      if (kill % 50 === 49 || kill === kills - 1) await drainInNewTab(harness);
    }
    const { stored, promised } = await harness.verify();
    expect(promised).toBe(5 * kills);
    expect(stored).toBe(promised);
  },
  HOUR,
);

chromiumIt(
  "T3: a kill in the middle of a record, for which the browser empties its storage at the start after the next, loses nothing",
  async () => {
    const harness = await Harness.forTest(31);
    harness.proxy.weather = AWAY;
    const tab = await harness.openTab();
    await Promise.all([0, 1, 2, 3, 4].map(() => harness.rate(tab)));
    await harness.killBrowser();
    await tearLogs(harness.profile);
    expect(await isTorn(harness.profile)).toBe(true);

    for (let start = 0; start < 2; start++) {
      await harness.launch();
      await harness.rate(await harness.openTab());
      await harness.closeBrowser();
    }
    await harness.launch();
    await drainInNewTab(harness);
    const { stored, promised } = await harness.verify();
    expect(promised).toBe(7);
    expect(stored).toBe(7);
  },
  HOUR,
);

it(
  "T4: a collector killed in the middle of batches keeps what it has acknowledged",
  async () => {
    const harness = await Harness.forTest(4);
    const tab = await harness.openTab();
    const kills = sized(10, 100);
    for (let kill = 1; kill <= kills; kill++) {
      // Ten that wait for a batch, and ten that come one by one beside it.
      harness.proxy.weather = AWAY;
      await Promise.all(Array.from({ length: 10 }, () => harness.rate(tab)));
      harness.proxy.weather = () => ({ kind: "pass" });
      await harness.begin(tab, 10);
      await tab.run(() => void (globalThis as unknown as HarnessPage).client.flush());
      await pause(harness.random() * 60);
      await harness.killCollector();
      await harness.resumeCollector();
      if (kill % 10 === 0) await harness.drain(tab);
    }
    await harness.drain(tab);
    const { stored, issued } = await harness.verify();
    expect(stored).toBe(issued);
  },
  HOUR,
);

/** Only Chromium crashes when it is asked to. */
function isPossible(way: keyof typeof ENDINGS): boolean {
  return way !== "crash" || BROWSER === "chromium";
}

async function drainInNewTab(harness: Harness): Promise<void> {
  const tab = await harness.openTab();
  await harness.drain(tab);
  await harness.closeTab(tab);
}
