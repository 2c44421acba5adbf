import { afterEach, expect, it } from "vitest";
import type { Tab } from "./engine.js";
import { Harness } from "./harness.js";
import { CAPTIVE_PORTAL, CLEAR, type Fault, type Weather } from "./proxy.js";
import { SCALE, SEED } from "./random.js";

console.log(`faults: seed ${SEED} (AFTERTASK_SEED=${SEED} repeats it)`);

let harness: Harness;
afterEach(() => harness.end());

/** The soak's weather: a third of all requests end badly. */
function stormy(random: () => number): Weather {
  return () => {
    const roll = random() * 100;
    const below = (share: number, sum: { at: number }) => roll < (sum.at += share);
    const sum = { at: 0 };
    if (below(30, sum)) return { kind: "status", status: 500 + Math.floor(random() * 5) };
    if (below(10, sum)) return { kind: "reset-before" };
    if (below(10, sum)) return { kind: "reset-after" };
    if (below(5, sum)) return { kind: "status", status: 429, headers: { "retry-after": "1" } };
    if (below(2, sum)) return { kind: "hang" };
    if (below(3, sum)) return CAPTIVE_PORTAL;
    if (below(2, sum)) return { kind: "truncate" };
    if (below(3, sum)) return { kind: "replay", ms: 200 + random() * 2_000 };
    return { kind: "pass" };
  };
}

it("T1: two tabs in a storm deliver every rating, each once", async () => {
  harness = await Harness.start(1);
  const tabs = [await harness.openTab(), await harness.openTab()];
  harness.proxy.weather = stormy(harness.random);
  const count = 60 * SCALE;
  for (let number = 0; number < count; number += 4) {
    await Promise.all([0, 1, 2, 3].map((at) => harness.rate(tabs[at % 2] as Tab)));
  }
  await harness.drain(tabs[0] as Tab);
  const { stored, issued } = await harness.verify();
  expect(stored).toBe(issued);
  expect(harness.proxy.answered["duplicate"], "answers lost after commit made duplicates").toBeGreaterThan(0);
}, 240_000);

it("T2: a tab closed, left, reloaded or crashed right after a tap loses nothing that was promised", async () => {
  harness = await Harness.start(2);
  harness.proxy.weather = stormy(harness.random);
  for (let round = 0; round < 8 * SCALE; round++) {
    const tab = await harness.openTab();
    const rated = Promise.all([0, 1, 2].map(() => harness.rate(tab))).catch(() => {});
    await new Promise((go) => setTimeout(go, harness.random() * 300));
    const way = Math.floor(harness.random() * 4);
    if (way === 0) await tab.close();
    else if (way === 1) await tab.goto("about:blank");
    else if (way === 2) await tab.reload();
    else {
      const session = await tab.page.context().newCDPSession(tab.page);
      await Promise.race([session.send("Page.crash").catch(() => {}), new Promise((go) => setTimeout(go, 500))]);
    }
    await Promise.race([rated, new Promise((go) => setTimeout(go, 500))]);
    await tab.close().catch(() => {});
  }
  const last = await harness.openTab();
  await harness.drain(last);
  await harness.verify();
}, 240_000);

it("T3: a browser killed right after the promise has kept it", async () => {
  harness = await Harness.start(3);
  for (const pause of [0, 10, 100, 1_000].slice(0, 3 + SCALE)) {
    const tab = await harness.openTab();
    harness.proxy.weather = () => ({ kind: "reset-before" });
    await Promise.all([0, 1, 2, 3, 4].map(() => harness.rate(tab)));
    await new Promise((go) => setTimeout(go, pause));
    await harness.killBrowser();
    await harness.launch();
  }
  await harness.drain(await harness.openTab());
  const { stored, promised } = await harness.verify();
  expect(promised).toBeGreaterThan(0);
  expect(stored).toBeGreaterThanOrEqual(promised);
}, 240_000);

it("T4: a collector killed in the middle of batches keeps what it has acknowledged", async () => {
  harness = await Harness.start(4);
  const tab = await harness.openTab();
  for (let kill = 0; kill < 5 * SCALE; kill++) {
    const rated = Promise.all(Array.from({ length: 10 }, () => harness.rate(tab)));
    await new Promise((go) => setTimeout(go, harness.random() * 200));
    await harness.collector.stop("SIGKILL");
    await rated;
    await harness.collector.resume();
  }
  await harness.drain(tab);
  const { stored, issued } = await harness.verify();
  expect(stored).toBe(issued);
}, 240_000);

it("T5: what was rated while the network was away, over reloads, arrives in few requests", async () => {
  harness = await Harness.start(5);
  let tab = await harness.openTab();
  harness.proxy.weather = () => ({ kind: "reset-before" });
  for (let part = 0; part < 3; part++) {
    for (let number = 0; number < 10; number++) await harness.rate(tab);
    await tab.close();
    tab = await harness.openTab();
  }
  const before = harness.proxy.posts.length;
  await harness.drain(tab);
  expect(harness.proxy.posts.length - before, "30 ratings in batches of 20").toBeLessThanOrEqual(5);
  const { stored } = await harness.verify();
  expect(stored).toBe(30);
}, 120_000);

it("T8: two tabs that drain the same outbox at once count each rating once", async () => {
  harness = await Harness.start(8);
  const tab = await harness.openTab();
  harness.proxy.weather = () => ({ kind: "reset-before" });
  for (let number = 0; number < 40; number++) await harness.rate(tab);
  const other = await harness.openTab();
  await Promise.all([harness.drain(tab), harness.drain(other)]);
  const { stored } = await harness.verify();
  expect(stored).toBe(40);
}, 120_000);

it("T13: one rating that can never be accepted does not hold up the others", async () => {
  harness = await Harness.start(13);
  const tab = await harness.openTab();
  harness.proxy.weather = () => ({ kind: "reset-before" });
  for (let number = 0; number < 9; number++) await harness.rate(tab);
  await harness.rate(tab, { id: "not-a-uuid" });
  harness.promised.delete("not-a-uuid");
  await harness.drain(tab);
  const { stored } = await harness.verify();
  expect(stored).toBe(9);
}, 120_000);

it.each([401, 404])(
  "T14: %i for a while pauses, and the next page after it is mended loses nothing",
  async (status) => {
    harness = await Harness.start(status);
    const tab = await harness.openTab();
    harness.proxy.weather = () => ({ kind: "status", status });
    for (let number = 0; number < 3; number++) await harness.rate(tab);
    await new Promise((go) => setTimeout(go, 2_000));
    expect(harness.proxy.posts.length, "it does not insist").toBeLessThanOrEqual(4);
    await tab.close();
    harness.proxy.weather = CLEAR;
    await harness.drain(await harness.openTab());
    const { stored } = await harness.verify();
    expect(stored).toBe(3);
  },
  120_000,
);

it("T20: a request that somebody replays later counts nothing", async () => {
  harness = await Harness.start(20);
  const tab = await harness.openTab();
  harness.proxy.weather = () => ({ kind: "replay", ms: 300 });
  for (let number = 0; number < 10; number++) await harness.rate(tab);
  await new Promise((go) => setTimeout(go, 1_000));
  await harness.drain(tab);
  expect(harness.proxy.answered["duplicate"]).toBeGreaterThan(0);
  const { stored } = await harness.verify();
  expect(stored).toBe(10);
}, 120_000);

it("T21, T22: the same id twice, from two tabs or with another body, is one rating: the first", async () => {
  harness = await Harness.start(21);
  const tabs = [await harness.openTab(), await harness.openTab()];
  const id = crypto.randomUUID();
  await Promise.all(tabs.map((tab) => harness.rate(tab, { id })));
  await harness.rate(tabs[0] as Tab, { id, score: 1 }).catch(() => {});
  await harness.drain(tabs[1] as Tab);
  const { stored } = await harness.verify();
  expect(stored).toBe(1);
}, 120_000);

it.each([
  ["a sign-in page that says 200", CAPTIVE_PORTAL],
  ["a redirect to one", { kind: "status", status: 302, headers: { location: "/examples/intranet-page/" } }],
  ["511", { kind: "status", status: 511 }],
] as [string, Fault][])(
  "T24: %s acknowledges nothing",
  async (_name, portal) => {
    harness = await Harness.start(24);
    const tab = await harness.openTab();
    harness.proxy.weather = () => portal;
    for (let number = 0; number < 3; number++) await harness.rate(tab);
    expect([...harness.promised.values()]).not.toContain("delivered");
    await harness.drain(tab);
    const { stored } = await harness.verify();
    expect(stored).toBe(3);
  },
  120_000,
);
