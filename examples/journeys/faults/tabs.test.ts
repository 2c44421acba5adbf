import type { CDPSession } from "playwright";
import { expect, it } from "vitest";
import type { Tab } from "./engine.js";
import { BROWSER, chromiumIt } from "./engines/index.js";
import { Harness } from "./harness.js";
import { flush, rateInVain } from "./in-tab.js";
import { inPage } from "./page-bundle.js";
import type { HarnessPage } from "./page.js";
import { plainChromium } from "./plain-chromium.js";
import { CLEAR } from "./proxy.js";
import { sized } from "./random.js";
import { AWAY } from "./weather.js";

/** How many wait when two tabs come to drain them. The outbox holds 500 at most. */
const COUNT = sized(100, 500);

/** Leaves ratings behind that have failed once and that nobody has claimed. */
async function leaveWaiting(harness: Harness): Promise<void> {
  harness.proxy.weather = AWAY;
  const tab = await harness.openTab();
  await rateInVain(harness, tab, COUNT);
  await tab.run(async () => {
    const { client } = globalThis as unknown as HarnessPage;
    await client.flush();
    // Now, while nothing is under way: a claim that is cut short holds for 20 s.
    client.close();
  });
  await harness.closeTab(tab);
}

it("T8: two tabs send each rating once when there are locks", async () => {
  const harness = await Harness.forTest(80);
  await leaveWaiting(harness);
  const before = harness.proxy.posts.length;
  harness.proxy.weather = CLEAR;
  const tabs = [await harness.openTab(), await harness.openTab()];
  await Promise.all(tabs.map((tab) => harness.drain(tab)));
  const { stored, duplicates } = await harness.verify();
  expect(stored).toBe(COUNT);
  expect(duplicates, "ratings sent again").toBe(0);
  expect(harness.proxy.posts.length - before, "requests of 20 ratings").toBe(COUNT / 20);
}, 120_000);

it("T8: what one tab took, another one may deliver: the first hears of it, and sends nothing again", async () => {
  const harness = await Harness.forTest(82);
  harness.proxy.weather = AWAY;
  const taker = await harness.openTab();
  await rateInVain(harness, taker, COUNT);
  const other = await harness.openTab();
  await harness.drain(other);
  // It has every reason to look now, and nothing to send.
  await flush(taker);
  await flush(taker);
  const { stored, duplicates } = await harness.verify();
  expect(stored).toBe(COUNT);
  expect(duplicates, "ratings sent again").toBe(0);
}, 120_000);

it("T8: two tabs count each rating once when there are no locks", async () => {
  const harness = await Harness.forTest(81);
  await leaveWaiting(harness);
  harness.proxy.weather = CLEAR;
  const before = [inPage(() => Reflect.deleteProperty(Navigator.prototype, "locks"))];
  const tabs = [await harness.openTab({ before }), await harness.openTab({ before })];
  expect(await Promise.all(tabs.map((tab) => tab.run(() => "locks" in navigator)))).toEqual([false, false]);
  await Promise.all(tabs.map((tab) => harness.drain(tab)));
  const { stored } = await harness.verify();
  expect(stored).toBe(COUNT);
}, 120_000);

/** Which pages hold a lock, by the browser's own ids of them. */
const holders = (tab: Tab) =>
  tab.run(async () => {
    const { held = [] } = await navigator.locks.query();
    return held.map(({ clientId = "" }) => clientId);
  });

/** Opens a tab that drains, gets no answer, and so holds the lock. Gives the browser's id of its page, too. */
async function openHolder(harness: Harness, ...before: string[]): Promise<[holder: Tab, page: string]> {
  harness.proxy.weather = () => ({ kind: "hang" });
  const answered = harness.proxy.posts.length;
  const holder = await harness.openTab({ before });
  flush(holder).catch(() => {});
  const unanswered = () => harness.proxy.posts.length - answered;
  await expect.poll(unanswered, { timeout: 10_000, message: "requests without an answer" }).toBe(1);
  const [page = ""] = await holders(holder);
  expect(page, "the one that drains holds the lock").not.toBe("");
  return [holder, page];
}

async function freeze(tab: Tab): Promise<CDPSession> {
  const session = await tab.page.context().newCDPSession(tab.page);
  await session.send("Page.setWebLifecycleState", { state: "frozen" });
  return session;
}

const deafToFreezing = inPage(() => addEventListener("freeze", (event) => event.stopImmediatePropagation(), true));

/** What can happen to the tab that holds the lock; the other tab has to drain within 45 s, most of which it waits. */
const HOLDERS: Record<string, (harness: Harness) => Promise<void>> = {
  async frozen(harness) {
    const [holder, page] = await openHolder(harness);
    const other = await harness.openTab();
    await freeze(holder);
    await expect.poll(() => holders(other), { timeout: 5_000, message: "a frozen tab lets go" }).not.toContain(page);
    await harness.drain(other, 45_000);
  },
  async "frozen without a word"(harness) {
    const [holder, page] = await openHolder(harness, deafToFreezing);
    const other = await harness.openTab();
    const session = await freeze(holder);
    await harness.drain(other, 45_000);
    expect(await holders(other), "one that was told nothing does not").toContain(page);
    await session.send("Page.setWebLifecycleState", { state: "active" });
  },
  async crashed(harness) {
    const [holder] = await openHolder(harness);
    const other = await harness.openTab();
    const session = await holder.page.context().newCDPSession(holder.page);
    const crash = new Promise((gone) => holder.page.once("crash", gone));
    session.send("Page.crash").catch(() => {});
    await crash;
    await harness.closeTab(holder);
    await harness.drain(other, 45_000);
  },
};

chromiumIt(
  "T8: a tab that is frozen or crashes while it holds the lock holds up nobody for long",
  async () => {
    await Promise.all(
      Object.entries(HOLDERS).map(async ([name, happen], at) => {
        const harness = await Harness.forTest(82 + at, { engine: plainChromium() });
        await leaveWaiting(harness);
        await happen(harness);
        const { stored } = await harness.verify();
        expect(stored, name).toBe(COUNT);
      }),
    );
  },
  180_000,
);

/** Begins a transaction over all that the client keeps, and never comes to its end. */
const holdTransaction = (tab: Tab) =>
  tab.run(async () => {
    const [{ name = "" } = {}] = await indexedDB.databases();
    const opening = indexedDB.open(name);
    await new Promise((opened) => opening.addEventListener("success", opened));
    const [store = ""] = opening.result.objectStoreNames;
    const kept = opening.result.transaction(store, "readwrite").objectStore(store);
    const goOn = () => kept.count().addEventListener("success", goOn);
    goOn();
  });

/** Whether a transaction of this tab comes to its end within 3 s. */
const canTransact = (tab: Tab) =>
  tab.run(async () => {
    const [{ name = "" } = {}] = await indexedDB.databases();
    const opening = indexedDB.open(name);
    await new Promise((opened) => opening.addEventListener("success", opened));
    const transaction = opening.result.transaction([...opening.result.objectStoreNames], "readwrite");
    return new Promise<boolean>((tell) => {
      transaction.addEventListener("complete", () => tell(true));
      setTimeout(() => tell(false), 3_000);
    });
  });

it(
  "T9: a tab frozen in the middle of a transaction keeps no other tab from taking ratings",
  async () => {
    const harness = await Harness.forTest(90, BROWSER === "chromium" ? { engine: plainChromium() } : {});
    const frozen = await harness.openTab();
    await holdTransaction(frozen);
    const other = await harness.openTab();
    // Where nothing can be frozen, its transaction goes on for ever instead: to the other tab it is the same.
    if (BROWSER === "chromium") await freeze(frozen);
    expect(await canTransact(other), "the database answers").toBe(false);

    for (let round = 0; round < sized(5, 50); round++) {
      const reachable = round % 2 > 0;
      harness.proxy.weather = reachable ? CLEAR : () => ({ kind: "reset-before" });
      const id = crypto.randomUUID();
      const begun = performance.now();
      const delivery = await harness.rate(other, { id });
      // It takes the client 2 s to give the database up; the rest is for a busy machine.
      expect(performance.now() - begun).toBeLessThan(10_000);
      expect(delivery).toBe(reachable ? "delivered" : "stored");
      const noted = await other.run(
        (rated) => Object.values(localStorage).some((text) => `${text}`.includes(rated)),
        id,
      );
      if (!reachable) expect(noted, "what is said to be stored is in the one store that answers").toBe(true);
    }

    // The page that noted them goes first. What it has claimed is due 20 s later.
    await harness.closeTab(other);
    await harness.closeTab(frozen);
    await harness.drain(await harness.openTab());
    const { stored, issued } = await harness.verify();
    expect(stored).toBe(issued);
  },
  120_000 + 10_000 * sized(5, 50),
);
