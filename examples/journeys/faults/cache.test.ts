import { setTimeout as wait } from "node:timers/promises";
import type { CDPSession } from "playwright";
import { expect } from "vitest";
import type { Tab } from "./engine.js";
import { chromiumIt } from "./engines/index.js";
import { Harness } from "./harness.js";
import { flush, pending, rateInVain } from "./in-tab.js";
import type { HarnessPage } from "./page.js";
import { CLEAR, type Weather } from "./proxy.js";
import { sized } from "./random.js";
import { AWAY } from "./weather.js";

const SILENT: Weather = () => ({ kind: "hang" });

type Witness = HarnessPage & { shown: boolean[] };

/** Opens a page that notes whether it was shown from the back-forward cache. */
async function open(harness: Harness): Promise<Tab> {
  const tab = await harness.openTab();
  await tab.run(() => {
    const here = globalThis as unknown as Witness;
    here.shown = [];
    addEventListener("pageshow", ({ persisted }) => here.shown.push(persisted));
  });
  return tab;
}

/** Comes back by the history. Fails unless the page has waited in the back-forward cache. */
async function goBack(tab: Tab, session: CDPSession): Promise<void> {
  const { currentIndex, entries } = await session.send("Page.getNavigationHistory");
  // Playwright's own way waits for a load, and a page from the cache does not load.
  await session.send("Page.navigateToHistoryEntry", { entryId: entries[currentIndex - 1]?.id ?? 0 });
  const shown = () => tab.run(() => (globalThis as unknown as Partial<Witness>).shown).catch(() => undefined);
  await expect.poll(shown, { timeout: 10_000, message: "pageshow events, each with `persisted`" }).toEqual([true]);
}

/** Acts, and waits until a request of it is on its way. */
async function untilAsked({ proxy }: Harness, act: () => Promise<unknown>): Promise<void> {
  const before = proxy.posts.length;
  act().catch(() => {});
  await expect.poll(() => proxy.posts.length, { timeout: 10_000, message: "requests" }).toBeGreaterThan(before);
}

/** What a page leaves unfinished, and what becomes of the network while it is away. */
interface Absence {
  leave(harness: Harness, tab: Tab, session: CDPSession): Promise<unknown>;
  /** Default: another page of the harness, which has no ratings. */
  to?: string;
  away(harness: Harness, session: CDPSession, tab: Tab): Promise<unknown>;
  back?(harness: Harness): Promise<unknown>;
  /** Milliseconds in which everything is to be delivered. Default: 8 s, much less than a claim's 20 s. */
  within?: number;
}

async function deliver(harness: Harness, tab: Tab): Promise<void> {
  await harness.rate(tab);
  await expect.poll(() => pending(tab), { timeout: 10_000, message: "what waits in the browser" }).toBe(0);
  // A page that is left while it looks a last time, under its lock, is thrown out as soon as another one looks.
  const held = () => tab.run(async () => (await navigator.locks.query()).held?.length);
  await expect.poll(held, { timeout: 10_000, message: "locks that are held" }).toBe(0);
}

const OFFLINE = { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };

const ABSENCES: Record<string, Absence> = {
  "a first attempt is answered meanwhile": {
    async leave(harness, tab) {
      harness.proxy.weather = () => ({ kind: "delay", ms: 700 });
      await untilAsked(harness, () => harness.rate(tab));
    },
    away: () => wait(1_500),
  },
  "a first attempt is never answered": {
    async leave(harness, tab) {
      harness.proxy.weather = SILENT;
      await untilAsked(harness, () => harness.rate(tab));
    },
    away: async ({ proxy }) => (proxy.weather = CLEAR),
    // It goes on where it was, until it has lasted 10 s.
    within: 18_000,
  },
  "a further attempt is never answered": {
    async leave(harness, tab) {
      harness.proxy.weather = AWAY;
      await rateInVain(harness, tab);
      harness.proxy.weather = SILENT;
      await untilAsked(harness, () => flush(tab));
    },
    away: async ({ proxy }) => (proxy.weather = CLEAR),
  },
  "the server comes back meanwhile": {
    async leave(harness, tab) {
      harness.proxy.weather = AWAY;
      await rateInVain(harness, tab);
    },
    away: async ({ proxy }) => (proxy.weather = CLEAR),
  },
  "the server goes away meanwhile, and comes back later": {
    async leave(harness, tab) {
      harness.proxy.weather = AWAY;
      await rateInVain(harness, tab);
      harness.proxy.weather = SILENT;
      await untilAsked(harness, () => flush(tab));
    },
    away: async ({ proxy }) => (proxy.weather = AWAY),
    async back({ proxy }) {
      await wait(2_000);
      proxy.weather = CLEAR;
    },
  },
  "the browser was offline and is online meanwhile": {
    async leave(harness, tab, session) {
      await session.send("Network.enable");
      await session.send("Network.emulateNetworkConditions", OFFLINE);
      await expect.poll(() => tab.run(() => navigator.onLine)).toBe(false);
      await rateInVain(harness, tab);
    },
    to: "about:blank",
    away: (_harness, session) => session.send("Network.emulateNetworkConditions", { ...OFFLINE, offline: false }),
  },
  "the next page has told of a delivery": {
    leave: deliver,
    to: "/harness/page.html?next",
    away: (harness, _session, tab) => deliver(harness, tab),
  },
};

chromiumIt.each(Object.entries(ABSENCES))(
  "T10: a page that comes back from the cache delivers what it left, when %s",
  async (_name, { leave, to = "/harness/page.html?bare", away, back, within = 8_000 }) => {
    const harness = await Harness.forTest(100);
    for (let round = 0; round < sized(1, 10); round++) {
      const tab = await open(harness);
      const session = await tab.page.context().newCDPSession(tab.page);
      await leave(harness, tab, session);
      await tab.goto(new URL(to, harness.proxy.address).href);
      await away(harness, session, tab);
      await goBack(tab, session);
      await back?.(harness);
      // Nobody tells it to.
      await expect.poll(() => pending(tab), { timeout: within, message: "what waits in the browser" }).toBe(0);
      await harness.closeTab(tab);
    }
    const { stored, issued } = await harness.verify();
    expect(stored).toBe(issued);
  },
  60_000 * sized(1, 10),
);
