import * as fc from "fast-check";
import { expect, it } from "vitest";
import { type AskFacts, COOL_DOWN, decide } from "./decide.js";
import {
  afterDismissed,
  afterOptOut,
  afterRated,
  afterShown,
  dayOf,
  EMPTY_HISTORY,
  formatHistory,
  type History,
  parseHistory,
} from "./history.js";
import { positionOf } from "./sample.js";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 20, 10);
const RUNS = { numRuns: 1_000 };

const slug = fc.constantFrom("hr.benefits-paperwork", "it.access-request", "team.file-request");
const task = fc.stringMatching(/^[a-z0-9]{1,4}$/);
/** Around today, on both sides: a clock may have been ahead. */
const day = fc.integer({ min: dayOf(NOW) - 400, max: dayOf(NOW) + 400 });
const history: fc.Arbitrary<History> = fc.record({
  rated: fc.array(task, { maxLength: 5 }),
  shown: fc.array(fc.record({ touchpoint: slug, day }), { maxLength: 12 }),
  dismissed: fc.record({ inARow: fc.integer({ min: 0, max: 4 }), day }),
  optedOut: fc.boolean(),
});
const position = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const facts: fc.Arbitrary<AskFacts> = fc.record({
  touchpoint: slug,
  task,
  enabled: fc.boolean(),
  known: fc.boolean(),
  own: fc.boolean(),
  finishedAt: fc.integer({ min: NOW - 20 * DAY, max: NOW + DAY }),
  sampling: fc.double({ min: 0.01, max: 1, noNaN: true }),
  position,
  fatigue: fc.boolean(),
  busy: fc.boolean(),
  history,
  now: fc.constant(NOW),
});

it("having met more never turns a no into a yes", () => {
  const more = fc.record({ task, shown: fc.record({ touchpoint: slug, day }), optOut: fc.boolean() });
  fc.assert(
    fc.property(facts, more, (asked, met) => {
      const { rated, shown, dismissed, optedOut } = asked.history;
      const longer: History = {
        rated: [...rated, met.task],
        shown: [...shown, met.shown],
        dismissed: { ...dismissed, inARow: dismissed.inARow + 1 },
        optedOut: optedOut || met.optOut,
      };
      const [before, after] = [decide(asked), decide({ ...asked, history: longer })];
      expect(after.ask && !before.ask).toBe(false);
    }),
    RUNS,
  );
});

it("sampling more never turns a yes into a no, and fatigue never a no into a yes", () => {
  fc.assert(
    fc.property(facts, position, (asked, extra) => {
      if (!decide(asked).ask) return;
      expect(decide({ ...asked, sampling: Math.min(1, asked.sampling + extra) }).ask).toBe(true);
      expect(decide({ ...asked, fatigue: false }).ask).toBe(true);
    }),
    RUNS,
  );
});

it("somebody who has not opted out is asked again one day, whatever the clock was when they were asked", () => {
  fc.assert(
    fc.property(history, (met) => {
      const past = Math.max(met.dismissed.day, ...met.shown.map((show) => show.day)) + 365;
      const now = (past + 1) * DAY;
      const asked: AskFacts = {
        touchpoint: "hr.benefits-paperwork",
        task: "another",
        enabled: true,
        known: true,
        own: false,
        finishedAt: now,
        sampling: 1,
        position: 0,
        fatigue: true,
        busy: false,
        history: { ...met, optedOut: false },
        now,
      };
      expect(decide(asked)).toEqual({ ask: true, sampling: 1 });
    }),
    RUNS,
  );
});

/** Lives through some years, asked at every step whatever the answers were. */
function daysOfPrompts(steps: readonly { wait: number; touchpoint: string; dismiss: boolean }[]) {
  let met = EMPTY_HISTORY;
  let now = NOW;
  const prompts: { touchpoint: string; at: number; dismiss: boolean }[] = [];
  for (const [index, { wait, touchpoint, dismiss }] of steps.entries()) {
    now += wait;
    const id = `t${index}`;
    const common = { enabled: true, known: true, own: false, finishedAt: now, sampling: 1, position: 0 };
    if (!decide({ ...common, touchpoint, task: id, fatigue: true, busy: false, history: met, now }).ask) continue;
    prompts.push({ touchpoint, at: dayOf(now), dismiss });
    met = afterShown(met, touchpoint, now);
    met = dismiss ? afterDismissed(met, now) : afterRated(met, id);
    met = parseHistory(formatHistory(met));
  }
  return prompts;
}

it("nobody is asked more often than promised, however often a host asks", () => {
  const step = fc.record({ wait: fc.integer({ min: 0, max: 20 * DAY }), touchpoint: slug, dismiss: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 120 }), (steps) => {
      const prompts = daysOfPrompts(steps);
      for (const [index, { touchpoint, at }] of prompts.entries()) {
        const earlier = prompts.slice(0, index);
        const last = earlier.at(-1);
        const within = (days: number) => earlier.filter((prompt) => at - prompt.at < days);
        if (last) expect(at - last.at).toBeGreaterThanOrEqual(COOL_DOWN.betweenPrompts);
        expect(within(30).length).toBeLessThan(COOL_DOWN.inMonth);
        expect(within(365).length).toBeLessThan(COOL_DOWN.inYear);
        expect(within(COOL_DOWN.sameTouchpoint).map((prompt) => prompt.touchpoint)).not.toContain(touchpoint);
        if (last?.dismiss) expect(at - last.at).toBeGreaterThanOrEqual(COOL_DOWN.afterDismissal);
        if (last?.dismiss && earlier.at(-2)?.dismiss)
          expect(at - last.at).toBeGreaterThanOrEqual(COOL_DOWN.afterTwoDismissals);
      }
    }),
    { numRuns: 200 },
  );
});

it("any text that is found where the history was is read without an error, and decided upon", () => {
  const oneOf = fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), fc.stringMatching(/^[01|@ \-.e9x]{0,40}$/));
  fc.assert(
    fc.property(facts, oneOf, (asked, text) => {
      const met = parseHistory(text);
      expect(parseHistory(formatHistory(met))).toEqual(met);
      expect(decide({ ...asked, history: met })).toHaveProperty("ask");
    }),
    RUNS,
  );
});

it("every history that a page can make survives being stored", () => {
  const event = fc.oneof(
    fc.record({ type: fc.constant("shown" as const), touchpoint: slug, at: fc.integer({ min: 0, max: NOW * 2 }) }),
    fc.record({ type: fc.constant("rated" as const), task }),
    fc.record({ type: fc.constant("dismissed" as const), at: fc.integer({ min: 0, max: NOW * 2 }) }),
    fc.record({ type: fc.constant("never" as const) }),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      let met = EMPTY_HISTORY;
      for (const each of events) {
        if (each.type === "shown") met = afterShown(met, each.touchpoint, each.at);
        else if (each.type === "rated") met = afterRated(met, each.task);
        else if (each.type === "dismissed") met = afterDismissed(met, each.at);
        else met = afterOptOut(met);
      }
      expect(parseHistory(formatHistory(met))).toEqual(met);
    }),
    RUNS,
  );
});

it("places every text in [0, 1), always at the same place", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const place = positionOf(text);
      expect(place).toBeGreaterThanOrEqual(0);
      expect(place).toBeLessThan(1);
      expect(positionOf(text)).toBe(place);
    }),
    RUNS,
  );
});
