import type { CDPSession } from "playwright";
import { afterEach, expect, it } from "vitest";
import type { Tab } from "./engine.js";
import { Harness } from "./harness.js";
import type { HarnessPage } from "./page.js";
import { plainChromium } from "./plain-chromium.js";
import { CLEAR } from "./proxy.js";
import { sized } from "./random.js";

/** How many wait when two tabs come to drain them. The outbox holds 500 at most. */
const COUNT = sized(100, 500);

const harnesses: Harness[] = [];
afterEach(() => Promise.all(harnesses.splice(0).map((harness) => harness.end())));

async function start(salt: number): Promise<Harness> {
  const harness = await Harness.start(salt, { engine: plainChromium() });
  harnesses.push(harness);
  return harness;
}

/** Leaves ratings behind that have failed once and that nobody has claimed. */
async function leaveWaiting(harness: Harness, count: number): Promise<void> {
  harness.proxy.weather = () => ({ kind: "reset-before" });
  const tab = await harness.openTab();
  await tab.run(() => {
    const here = globalThis as unknown as HarnessPage & { postponed: Set<string> };
    here.postponed = new Set();
    here.client.on("postponed", ({ id }) => here.postponed.add(id));
  });
  await Promise.all(Array.from({ length: count }, () => harness.rate(tab)));
  const postponed = () => tab.run(() => (globalThis as unknown as { postponed: Set<string> }).postponed.size);
  await expect.poll(postponed, { timeout: 30_000, message: "ratings with a failed attempt" }).toBe(count);
  await tab.run(async () => {
    const { client } = globalThis as unknown as HarnessPage;
    await client.flush();
    // Now, while nothing is under way: a claim that is cut short holds for 20 s.
    client.close();
  });
  await harness.closeTab(tab);
}

const hiddenLocks = (tab: Tab) => tab.page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "locks"));

it("T8: two tabs send each rating once when there are locks", async () => {
  const harness = await start(80);
  await leaveWaiting(harness, COUNT);
  const before = harness.proxy.posts.length;
  harness.proxy.weather = CLEAR;
  const tabs = [await harness.openTab(), await harness.openTab()];
  await Promise.all(tabs.map((tab) => harness.drain(tab)));
  const { stored, duplicates } = await harness.verify();
  expect(stored).toBe(COUNT);
  expect(duplicates, "ratings sent again").toBe(0);
  expect(harness.proxy.posts.length - before, "requests of 20 ratings").toBe(COUNT / 20);
}, 120_000);

it("T8: two tabs count each rating once when there are no locks", async () => {
  const harness = await start(81);
  await leaveWaiting(harness, COUNT);
  harness.proxy.weather = CLEAR;
  const tabs = [await harness.openTab({ prepare: hiddenLocks }), await harness.openTab({ prepare: hiddenLocks })];
  expect(await Promise.all(tabs.map((tab) => tab.run(() => "locks" in navigator)))).toEqual([false, false]);
  await Promise.all(tabs.map((tab) => harness.drain(tab)));
  const { stored } = await harness.verify();
  expect(stored).toBe(COUNT);
}, 120_000);

const locksHeld = (tab: Tab) =>
  tab.run(async () => {
    const { held = [] } = await navigator.locks.query();
    return held.length;
  });

/** Opens a tab that drains, gets no answer, and so holds the lock. */
async function openHolder(harness: Harness, prepare?: (tab: Tab) => Promise<unknown>): Promise<Tab> {
  harness.proxy.weather = () => ({ kind: "hang" });
  const before = harness.proxy.posts.length;
  const holder = await harness.openTab(prepare ? { prepare } : {});
  await holder.run(() => void (globalThis as unknown as HarnessPage).client.flush());
  const unanswered = () => harness.proxy.posts.length - before;
  await expect.poll(unanswered, { timeout: 10_000, message: "requests without an answer" }).toBe(1);
  expect(await locksHeld(holder), "the one that drains holds the lock").toBe(1);
  return holder;
}

async function freeze(tab: Tab): Promise<CDPSession> {
  const session = await tab.page.context().newCDPSession(tab.page);
  await session.send("Page.setWebLifecycleState", { state: "frozen" });
  return session;
}

const deafToFreezing = (tab: Tab) =>
  tab.page.addInitScript(() => addEventListener("freeze", (event) => event.stopImmediatePropagation(), true));

/** What can happen to the tab that holds the lock; the other tab has to drain within 45 s, most of which it waits. */
const HOLDERS: Record<string, (harness: Harness) => Promise<void>> = {
  async frozen(harness) {
    const holder = await openHolder(harness);
    const other = await harness.openTab();
    await freeze(holder);
    await expect.poll(() => locksHeld(other), { timeout: 5_000, message: "a frozen tab lets go" }).toBe(0);
    await harness.drain(other, 45_000);
  },
  async "frozen without a word"(harness) {
    const holder = await openHolder(harness, deafToFreezing);
    const other = await harness.openTab();
    const session = await freeze(holder);
    await harness.drain(other, 45_000);
    expect(await locksHeld(other), "one that was told nothing does not").toBe(1);
    await session.send("Page.setWebLifecycleState", { state: "active" });
  },
  async crashed(harness) {
    const holder = await openHolder(harness);
    const other = await harness.openTab();
    const session = await holder.page.context().newCDPSession(holder.page);
    const crash = new Promise((gone) => holder.page.once("crash", gone));
    session.send("Page.crash").catch(() => {});
    await crash;
    await harness.closeTab(holder);
    await harness.drain(other, 45_000);
  },
};

it("T8: a tab that is frozen or crashes while it holds the lock holds up nobody for long", async () => {
  await Promise.all(
    Object.entries(HOLDERS).map(async ([name, happen], at) => {
      const harness = await start(82 + at);
      await leaveWaiting(harness, COUNT);
      await happen(harness);
      const { stored } = await harness.verify();
      expect(stored, name).toBe(COUNT);
    }),
  );
}, 180_000);

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
    const harness = await start(90);
    const frozen = await harness.openTab();
    await holdTransaction(frozen);
    const other = await harness.openTab();
    await freeze(frozen);
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
