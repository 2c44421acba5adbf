import type { Page } from "playwright";
import { afterEach, expect, it } from "vitest";
import {
  connectionsClose,
  localStorageIsFull,
  localStorageThrows,
  openingHangs,
  openingThrows,
  writesAreRefused,
} from "./broken-storage.js";
import type { Tab } from "./engine.js";
import { chromiumIt } from "./engines/index.js";
import { Harness } from "./harness.js";
import { pending, rateInVain, refused } from "./in-tab.js";
import { TOUCHPOINT } from "./ledger.js";
import { inPage } from "./page-bundle.js";
import type { HarnessPage } from "./page.js";
import { CLEAR, type Weather } from "./proxy.js";
import { sized } from "./random.js";

const OFFLINE: Weather = () => ({ kind: "reset-before" });

let harness: Harness;
afterEach(() => harness.end());

type Level = "stored" | "volatile";
const NO_ROOM = inPage(writesAreRefused, { error: "QuotaExceededError" });
const A_FEW_ABORTS = inPage(writesAreRefused, { error: "AbortError", until: 3 });

it.each([
  ["opening IndexedDB hangs", "stored", [inPage(openingHangs)]],
  ["opening IndexedDB throws", "stored", [inPage(openingThrows)]],
  ["the browser keeps closing the connection", "stored", [inPage(connectionsClose)]],
  ["there is no room in IndexedDB", "stored", [NO_ROOM]],
  ["a few commits are aborted", "stored", [A_FEW_ABORTS]],
  ["localStorage throws", "stored", [inPage(localStorageThrows)]],
  ["opening hangs, and localStorage throws", "volatile", [inPage(openingHangs), inPage(localStorageThrows)]],
  ["both are full", "volatile", [NO_ROOM, inPage(localStorageIsFull)]],
] as [string, Level, string[]][])(
  "T15: when %s, the level is %s, and so it is",
  async (_fault, level, before) => {
    harness = await Harness.start(15);
    const rounds = sized(1, 20);
    for (let round = 0; round < rounds; round++) {
      harness.proxy.weather = OFFLINE;
      const tab = await harness.openTab({ before });
      const posts = harness.proxy.posts.length;
      expect(await rateInVain(harness, tab, 3)).toEqual([level, level, level]);
      expect(harness.proxy.posts.length - posts, "sent at once, whatever becomes of the write").toBeGreaterThan(0);
      await harness.closeTab(tab);

      const next = await harness.openTab();
      expect(await pending(next)).toBe(level === "stored" ? 3 : 0);
      await harness.drain(next);
      await harness.closeTab(next);
    }
    // The fault is no hindrance where the network is well.
    const tab = await harness.openTab({ before });
    await harness.rate(tab);
    await harness.drain(tab);
    const { stored } = await harness.verify();
    expect(stored).toBe(level === "stored" ? 3 * rounds + 1 : 1);
  },
  600_000,
);

it("T15: while another tab rebuilds the database, ratings are kept beside it and move in afterwards", async () => {
  harness = await Harness.start(151);
  harness.proxy.weather = OFFLINE;
  const tab = await harness.openTab();
  expect(await rateInVain(harness, tab)).toEqual(["stored"]);
  const other = await harness.openTab({ path: "/harness/page.html?bare" });
  await other.run(async () => {
    const here = globalThis as unknown as { rebuilt: boolean };
    const request = indexedDB.open("aftertask", 9);
    await new Promise<void>((begun) => {
      request.addEventListener("upgradeneeded", () => {
        const store = request.transaction?.objectStore("ratings");
        const hold = () => void (here.rebuilt || store?.count().addEventListener("success", hold));
        hold();
        begun();
      });
    });
    request.addEventListener("success", () => request.result.close());
  });
  expect(await rateInVain(harness, tab)).toEqual(["stored"]);
  await harness.closeTab(tab);
  const next = await harness.openTab();
  expect(await rateInVain(harness, next)).toEqual(["stored"]);
  await other.run(() => void ((globalThis as unknown as { rebuilt: boolean }).rebuilt = true));
  await expect.poll(() => pending(next), { timeout: 20_000 }).toBe(3);
  await harness.drain(next);
  const { stored } = await harness.verify();
  expect(stored).toBe(3);
}, 120_000);

it("T15: ratings that can never be accepted make room for one that can", async () => {
  harness = await Harness.start(152);
  const tab = await harness.openTab();
  await harness.rate(tab, { id: "not-a-uuid" });
  harness.promised.delete("not-a-uuid");
  await expect.poll(() => refused(tab), { timeout: 10_000 }).toHaveLength(1);
  await harness.closeTab(tab);

  harness.proxy.weather = OFFLINE;
  const full = await harness.openTab({
    before: [inPage(writesAreRefused, { error: "QuotaExceededError", until: "freed" })],
  });
  expect(await harness.rate(full)).toBe("stored");
  // What became of it while there was no room yet moves to the database with the next change.
  const noted = () => full.run(() => Object.keys(localStorage).filter((name) => name.startsWith("aftertask:rating:")));
  await expect.poll(noted, { timeout: 10_000, message: "kept beside the database, though there was room" }).toEqual([]);
  await harness.drain(full);
  const { stored } = await harness.verify();
  expect(stored).toBe(1);
}, 120_000);

it("T15: where localStorage is all there is, it takes a part, and keeps what it has taken", async () => {
  harness = await Harness.start(154);
  harness.proxy.weather = OFFLINE;
  const tab = await harness.openTab({ before: [inPage(openingThrows)] });
  // A few more than 128 Ki characters hold.
  const levels = await rateInVain(harness, tab, 20, { comment: "🙂".repeat(4_000) });
  expect(new Set(levels)).toEqual(new Set(["stored", "volatile"]));
  await harness.closeTab(tab);
  const next = await harness.openTab();
  expect(await pending(next)).toBe(levels.filter((level) => level === "stored").length);
  await harness.drain(next);
  await harness.verify();
}, 120_000);

it("T15: an edit that finds no room in the database is kept beside it", async () => {
  harness = await Harness.start(153);
  const tab = await harness.openTab({ before: [NO_ROOM] });
  const rating = { touchpoint: TOUCHPOINT, instrument: "outcome5", score: 4 } as const;
  const edited = await tab.run(async (given) => {
    const { client } = globalThis as unknown as HarnessPage;
    const open = client.open(given);
    await open.saved;
    return { id: open.id, done: await open.edit({ ...given, comment: "Twice." }) };
  }, rating);
  expect(edited.done).toBe(true);
  harness.issued.add(edited.id);
  harness.ledger.settled(edited.id, "stored");
  // Closed without a word: what a page sends as it goes is another matter.
  harness.proxy.weather = OFFLINE;
  await harness.closeTab(tab);

  const next = await harness.openTab({ before: [inPage(tenMinutesOn)] });
  await harness.drain(next);
  expect(harness.proxy.posts.at(-1)?.body).toContain("Twice.");
  const { stored } = await harness.verify();
  expect(stored).toBe(1);
}, 120_000);

/** So long is an open rating left to the page that opened it. */
function tenMinutesOn(): void {
  const { now } = Date;
  Date.now = () => now() + 600_000;
}

/** What a browser does when it is short of space, or a person who clears their data. */
async function evict(tab: Tab, storageTypes: string): Promise<void> {
  const session = await tab.page.context().newCDPSession(tab.page);
  await session.send("Storage.clearDataForOrigin", { origin: harness.proxy.address, storageTypes });
}

chromiumIt.each(["all", "indexeddb", "local_storage"])(
  "T16: site data (%s) that is evicted between two pages takes with it what waited there, and nothing else",
  async (storageTypes) => {
    harness = await Harness.start(16);
    const outside = await harness.openTab({ path: "/favicon.ico" });
    await outside.goto("about:blank");
    const rounds = sized(1, 5);
    const survives = storageTypes === "local_storage";
    for (let round = 0; round < rounds; round++) {
      harness.proxy.weather = OFFLINE;
      const tab = await harness.openTab();
      const waiting = new Set(harness.promised.keys());
      await rateInVain(harness, tab, 2);
      await harness.closeTab(tab);
      await evict(outside, storageTypes);
      if (!survives) for (const id of harness.promised.keys()) if (!waiting.has(id)) harness.promised.delete(id);

      harness.proxy.weather = CLEAR;
      const next = await harness.openTab();
      if (!survives) expect(await pending(next)).toBe(0);
      expect(await refused(next)).toEqual([]);
      await harness.rate(next);
      await harness.drain(next);
      const waits = await next.run(() => localStorage.getItem("aftertask:waiting"));
      expect(waits, "nothing says that something waits").toBe(null);
      await harness.closeTab(next);
    }
    const { stored } = await harness.verify();
    expect(stored).toBe(survives ? 3 * rounds : rounds);
  },
  120_000,
);

chromiumIt(
  "T16: what a page still remembers when its database is evicted is delivered all the same",
  async () => {
    harness = await Harness.start(161);
    harness.proxy.weather = OFFLINE;
    const tab = await harness.openTab();
    await Promise.all([harness.rate(tab), harness.rate(tab)]);
    await evict(tab, "indexeddb");
    await harness.rate(tab);
    await harness.drain(tab);
    const { stored } = await harness.verify();
    expect(stored).toBe(3);
  },
  120_000,
);

/** A private window: tabs that share what is forgotten with the last of them. */
async function openPrivateWindow(beside: Tab) {
  const context = await beside.page.context().browser()?.newContext();
  if (!context) throw new Error("The browser is not running.");
  return {
    async openTab(): Promise<Tab> {
      const tab = tabOf(await context.newPage());
      await tab.goto(`${harness.proxy.address}/harness/page.html`);
      await pending(tab);
      return tab;
    },
    close: () => context.close(),
  };
}

function tabOf(page: Page): Tab {
  return {
    page,
    run: (does, given) => page.evaluate(does as (given: unknown) => never, given),
    goto: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    close: () => page.close(),
  };
}

chromiumIt(
  "T25: a private window keeps its word: over its tabs, and not beyond its end",
  async () => {
    harness = await Harness.start(25);
    const beside = await harness.openTab();
    for (let round = 0; round < sized(1, 5); round++) {
      const delivering = await openPrivateWindow(beside);
      const tab = await delivering.openTab();
      await harness.rate(tab);
      await harness.drain(tab);

      // Whatever is said at the moment of its end is true: "stored" holds as long as the window does.
      const last = crypto.randomUUID();
      const told = await harness.rate(tab, { id: last });
      await harness.ledger.ask(tab);
      await delivering.close();
      if (told !== "delivered") harness.promised.delete(last);

      harness.proxy.weather = OFFLINE;
      const window = await openPrivateWindow(beside);
      const closed = await window.openTab();
      expect(await rateInVain(harness, closed)).toEqual(["stored"]);
      await closed.close();
      const next = await window.openTab();
      expect(await pending(next)).toBe(1);
      await harness.drain(next);

      harness.proxy.weather = OFFLINE;
      const gone = crypto.randomUUID();
      expect(await harness.rate(next, { id: gone })).toBe("stored");
      await harness.ledger.ask(next);
      harness.promised.delete(gone);
      await window.close();
      harness.proxy.weather = CLEAR;
      const afterwards = await openPrivateWindow(beside);
      expect(await pending(await afterwards.openTab())).toBe(0);
      await afterwards.close();
      expect(await pending(beside)).toBe(0);
    }
    const { stored, issued } = await harness.verify();
    expect(issued - stored, "those that went with a window").toBeLessThanOrEqual(sized(2, 10));
  },
  180_000,
);
