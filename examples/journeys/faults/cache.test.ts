import { setTimeout as wait } from "node:timers/promises";
import type { CDPSession } from "playwright";
import { afterEach, expect, it } from "vitest";
import type { Tab } from "./engine.js";
import { Harness } from "./harness.js";
import type { HarnessPage } from "./page.js";
import { CLEAR, type Weather } from "./proxy.js";
import { sized } from "./random.js";

let harness: Harness;
afterEach(() => harness.end());

const hang: Weather = () => ({ kind: "hang" });
const reset: Weather = () => ({ kind: "reset-before" });

type Witness = HarnessPage & { shown: boolean[] };

/** Opens a page that notes whether it was shown from the back-forward cache. */
async function open(): Promise<Tab> {
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

const pending = (tab: Tab) => tab.run(() => (globalThis as unknown as HarnessPage).client.pending());

/** A rating whose first attempt has failed. */
async function rateInVain(tab: Tab): Promise<void> {
  harness.proxy.weather = reset;
  const postponed = tab.run(
    () =>
      new Promise<void>((tell) => {
        const { client } = globalThis as unknown as HarnessPage;
        client.on("postponed", () => tell());
      }),
  );
  await harness.rate(tab);
  await postponed;
}

async function untilAsked(times: number, act: () => Promise<unknown>): Promise<void> {
  const before = harness.proxy.posts.length;
  await act();
  await expect.poll(() => harness.proxy.posts.length - before, { timeout: 10_000 }).toBeGreaterThanOrEqual(times);
}

/** What a page leaves unfinished, and what becomes of the network while it is away. */
interface Absence {
  leave(tab: Tab, session: CDPSession): Promise<unknown>;
  /** Default: the harness's bare page. */
  to?: string;
  away(session: CDPSession): Promise<unknown>;
  back?(tab: Tab): Promise<unknown>;
}

const ABSENCES: Record<string, Absence> = {
  "a first attempt is answered meanwhile": {
    async leave(tab) {
      harness.proxy.weather = () => ({ kind: "delay", ms: 700 });
      await untilAsked(1, () => harness.rate(tab));
    },
    away: () => wait(1_500),
  },
  "a first attempt is never answered": {
    async leave(tab) {
      harness.proxy.weather = hang;
      await untilAsked(1, () => harness.rate(tab));
    },
    away: async () => (harness.proxy.weather = CLEAR),
  },
  "a further attempt is never answered": {
    async leave(tab) {
      await rateInVain(tab);
      harness.proxy.weather = hang;
      await untilAsked(1, () => tab.run(() => void (globalThis as unknown as HarnessPage).client.flush()));
    },
    away: async () => (harness.proxy.weather = CLEAR),
  },
  "the server comes back meanwhile": {
    leave: rateInVain,
    away: async () => (harness.proxy.weather = CLEAR),
  },
  "the server goes away meanwhile, and comes back later": {
    async leave(tab) {
      harness.proxy.weather = hang;
      await untilAsked(1, () => harness.rate(tab));
    },
    away: async () => (harness.proxy.weather = reset),
    async back() {
      await wait(2_000);
      harness.proxy.weather = CLEAR;
    },
  },
  "the browser was offline and is online meanwhile": {
    async leave(tab, session) {
      await session.send("Network.enable");
      await session.send("Network.emulateNetworkConditions", OFFLINE);
      await expect.poll(() => tab.run(() => navigator.onLine)).toBe(false);
      await rateInVain(tab);
    },
    to: "about:blank",
    async away(session) {
      harness.proxy.weather = CLEAR;
      await session.send("Network.emulateNetworkConditions", { ...OFFLINE, offline: false });
    },
  },
};

const OFFLINE = { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };

it.each(Object.entries(ABSENCES))(
  "T10: a page that comes back from the cache delivers what it left, when %s",
  async (_name, { leave, to, away, back }) => {
    harness = await Harness.start(100);
    for (let round = 0; round < sized(1, 10); round++) {
      const tab = await open();
      const session = await tab.page.context().newCDPSession(tab.page);
      await leave(tab, session);
      await tab.goto(to ?? `${harness.proxy.address}/harness/page.html?bare`);
      await away(session);
      await goBack(tab, session);
      await back?.(tab);
      // Without being told to, and long before a claim of 20 s is over.
      await expect.poll(() => pending(tab), { timeout: 8_000, message: "what waits in the browser" }).toBe(0);
      await harness.closeTab(tab);
    }
    const { stored, issued } = await harness.verify();
    expect(stored).toBe(issued);
  },
  60_000 * sized(1, 10),
);
