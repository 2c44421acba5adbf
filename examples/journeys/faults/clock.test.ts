import { afterEach, expect, it } from "vitest";
import type { Tab } from "./engine.js";
import { Harness } from "./harness.js";
import { flush, pending, rateInVain, refused } from "./in-tab.js";
import type { HarnessPage } from "./page.js";
import { inPage } from "./page-bundle.js";
import { CLEAR, type Weather } from "./proxy.js";
import { sized } from "./random.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TEN_YEARS = 3_652 * DAY;
const JUMPS = [HOUR, -30 * DAY, TEN_YEARS, -HOUR, 30 * DAY, -TEN_YEARS];

/** Every day each jump is made once, in one way or the other; at night in both. */
const jumpsFrom = (first: number) =>
  Array.from({ length: sized(3, 15) }, (_, at) => JUMPS[(first + at) % JUMPS.length] ?? 0);

/** Milliseconds that the collector asks for, and that nobody may wait much longer than. */
const DELAY = 1_000;
const BUSY: Weather = () => ({ kind: "status", status: 503, headers: { "retry-after": `${DELAY / 1_000}` } });
const OFFLINE: Weather = () => ({ kind: "reset-before" });

let harness: Harness;
afterEach(() => harness.end());

/** The clock on the wall can be moved from then on; timers know nothing of it. */
function clockMoves(jump: number): void {
  const here = globalThis as unknown as { jump: number };
  here.jump = jump;
  globalThis.Date = class extends Date {
    constructor(...parts: [number] | []) {
      super(...((parts.length ? parts : [Date.now()]) as [number]));
    }
    static override now() {
      return super.now() + here.jump;
    }
  } as DateConstructor;
}

const openTab = (jump = 0) => harness.openTab({ before: [inPage(clockMoves, jump)] });

const moveClock = (tab: Tab, jump: number) =>
  tab.run((given) => void ((globalThis as unknown as { jump: number }).jump = given), jump);

/** The rating arrives by itself: these machines are slow, but every jump is longer. */
async function expectDelivered(tab: Tab): Promise<void> {
  await expect.poll(() => pending(tab), { timeout: 20_000 }).toBe(0);
}

it("T17: a clock that jumps while a rating waits neither stretches the wait nor ends the rating", async () => {
  harness = await Harness.start(17);
  const tab = await openTab();
  for (const jump of jumpsFrom(0)) {
    harness.proxy.weather = BUSY;
    await moveClock(tab, 0);
    await rateInVain(harness, tab);
    // First: an attempt that fails ends what seems to be older than 30 days.
    harness.proxy.weather = CLEAR;
    await moveClock(tab, jump);
    await expectDelivered(tab);
    const [failed, retried] = harness.proxy.posts.slice(-2).map(({ at }) => at) as [number, number];
    expect(retried - failed, "what the collector asked for is kept").toBeGreaterThan(DELAY - 50);
  }
  const { stored, issued } = await harness.verify();
  expect(stored).toBe(issued);
}, 300_000);

it("T17: nor does a clock that differs between the tab that took a rating and the one that delivers it", async () => {
  harness = await Harness.start(171);
  for (const jump of jumpsFrom(3)) {
    harness.proxy.weather = BUSY;
    const before = await openTab();
    await rateInVain(harness, before);
    await harness.closeTab(before);
    harness.proxy.weather = CLEAR;
    const after = await openTab(jump);
    await expectDelivered(after);
    await harness.closeTab(after);
  }
  const { stored, issued } = await harness.verify();
  expect(stored).toBe(issued);
}, 300_000);

it("T17: a rating that was given under a wrong clock is counted", async () => {
  harness = await Harness.start(172);
  for (const jump of JUMPS) {
    const tab = await openTab(jump);
    await harness.rate(tab);
    await harness.drain(tab);
    expect(await refused(tab)).toEqual([]);
    await harness.closeTab(tab);
  }
  const { stored } = await harness.verify();
  expect(stored).toBe(JUMPS.length);
}, 120_000);

it("T17: what is 29 days old is kept, what is older is given up after one more attempt, and that is told", async () => {
  harness = await Harness.start(173);
  harness.proxy.weather = OFFLINE;
  const first = await openTab();
  await rateInVain(harness, first);
  await harness.closeTab(first);

  const later = await openTab(29 * DAY);
  await flush(later);
  expect(await pending(later)).toBe(1);
  await harness.closeTab(later);

  const tooLate = await openTab(TEN_YEARS);
  await flush(tooLate);
  expect(await pending(tooLate)).toBe(0);
  const [id] = harness.issued;
  const dropped = await tooLate.run(() => (globalThis as unknown as HarnessPage).gaveUp);
  expect(dropped).toEqual([{ id, because: "expired" }]);
  harness.promised.clear();

  harness.proxy.weather = CLEAR;
  for (const lost of [{ expired: 1 }, {}]) {
    await harness.rate(tooLate);
    await harness.drain(tooLate);
    const { body } = harness.proxy.posts.at(-1) ?? { body: "{}" };
    expect(JSON.parse(body)).toMatchObject({ lost });
  }
  const { stored } = await harness.verify();
  expect(stored).toBe(2);
}, 120_000);
