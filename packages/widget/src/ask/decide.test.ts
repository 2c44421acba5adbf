import { describe, expect, it } from "vitest";
import { type AskFacts, COOL_DOWN, decide } from "./decide.js";
import { dayOf, EMPTY_HISTORY, type History } from "./history.js";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 20, 10);
const today = dayOf(NOW);

const facts = (change: Partial<AskFacts> = {}): AskFacts => ({
  touchpoint: "hr.benefits-paperwork",
  task: "t1",
  enabled: true,
  known: true,
  own: false,
  finishedAt: NOW,
  sampling: 1,
  position: 0.5,
  fatigue: true,
  busy: false,
  history: EMPTY_HISTORY,
  now: NOW,
  ...change,
});
const met = (history: Partial<History>) => facts({ history: { ...EMPTY_HISTORY, ...history } });
const shown = (...daysAgo: number[]) =>
  daysAgo.map((days) => ({ touchpoint: `other.service-${days}`, day: today - days }));

describe("decide", () => {
  it("asks a person who has met nothing yet, and says how likely that was", () => {
    expect(decide(facts({ sampling: 0.6 }))).toEqual({ ask: true, sampling: 0.6 });
  });

  it.each([
    ["disabled", { enabled: false }],
    ["unknown-touchpoint", { known: false }],
    ["own-task", { own: true }],
    ["expired", { finishedAt: NOW - COOL_DOWN.validDays * DAY - 1 }],
    ["already-rated", { history: { ...EMPTY_HISTORY, rated: ["t1"] } }],
    ["opted-out", { history: { ...EMPTY_HISTORY, optedOut: true } }],
    ["not-sampled", { sampling: 0.5, position: 0.5 }],
    ["cooling-down", { history: { ...EMPTY_HISTORY, shown: shown(1) } }],
    ["busy", { busy: true }],
  ] as const)("says %s", (because, change) => {
    expect(decide(facts(change as Partial<AskFacts>))).toEqual({ ask: false, because });
  });

  it("asks about a task up to the last moment of its seven days", () => {
    expect(decide(facts({ finishedAt: NOW - COOL_DOWN.validDays * DAY })).ask).toBe(true);
  });

  it("gives the first reason of several, in this order", () => {
    const against: [string, Partial<AskFacts>][] = [
      ["disabled", { enabled: false }],
      ["unknown-touchpoint", { known: false }],
      ["own-task", { own: true }],
      ["expired", { finishedAt: 0 }],
      ["already-rated", { history: { ...EMPTY_HISTORY, rated: ["t1"], optedOut: true, shown: shown(1) } }],
      ["opted-out", { history: { ...EMPTY_HISTORY, optedOut: true, shown: shown(1) } }],
      ["not-sampled", { sampling: 0.1 }],
      ["cooling-down", { history: { ...EMPTY_HISTORY, shown: shown(1) } }],
      ["busy", { busy: true }],
    ];
    // All at once, then without the first, and so on.
    const given = against.map((_, first) => {
      const all = against.slice(first).toReversed();
      return decide(facts(Object.assign({}, ...all.map(([, change]) => change)) as Partial<AskFacts>));
    });
    expect(given).toEqual(against.map(([because]) => ({ ask: false, because })));
  });

  it("names an own task before anything that the person has met", () => {
    const history = { ...EMPTY_HISTORY, optedOut: true, rated: ["t1"] };
    expect(decide(facts({ own: true, history }))).toMatchObject({ because: "own-task" });
  });
});

describe("the rest between prompts", () => {
  const answer = (input: AskFacts) => decide(input).ask;

  it("lasts 14 days, whatever was asked about", () => {
    expect(answer(met({ shown: shown(13) }))).toBe(false);
    expect(answer(met({ shown: shown(14) }))).toBe(true);
  });

  it("lasts 30 days for the same touchpoint", () => {
    const same = (days: number) => met({ shown: [{ touchpoint: "hr.benefits-paperwork", day: today - days }] });
    expect(answer(same(29))).toBe(false);
    expect(answer(same(30))).toBe(true);
  });

  it("allows two prompts in 30 days and twelve in a year", () => {
    expect(answer(met({ shown: shown(15, 29) }))).toBe(false);
    expect(answer(met({ shown: shown(15, 30) }))).toBe(true);
    const twelve = Array.from({ length: 12 }, (_, index) => 31 + index * 28);
    expect(answer(met({ shown: shown(...twelve) }))).toBe(false);
    expect(answer(met({ shown: shown(...twelve.slice(0, 11), 365) }))).toBe(true);
  });

  it("lasts 30 days after a dismissal and 90 after two in a row", () => {
    const dismissed = (inARow: number, days: number) => met({ dismissed: { inARow, day: today - days } });
    expect(answer(dismissed(1, 29))).toBe(false);
    expect(answer(dismissed(1, 30))).toBe(true);
    expect(answer(dismissed(2, 89))).toBe(false);
    expect(answer(dismissed(2, 90))).toBe(true);
  });

  it("after a clock was set back counts days to come like days gone by, and silences nobody for years", () => {
    expect(answer(met({ shown: shown(-13) }))).toBe(false);
    expect(answer(met({ shown: shown(-14) }))).toBe(true);
    expect(answer(met({ dismissed: { inARow: 2, day: today + 89 } }))).toBe(false);
    expect(answer(met({ dismissed: { inARow: 2, day: today + 90 } }))).toBe(true);
  });

  it("is off for demonstrations, where already rated and opted out still count", () => {
    expect(answer({ ...met({ shown: shown(1), dismissed: { inARow: 2, day: today } }), fatigue: false })).toBe(true);
    expect(decide({ ...met({ rated: ["t1"] }), fatigue: false })).toMatchObject({ because: "already-rated" });
    expect(decide({ ...met({ optedOut: true }), fatigue: false })).toMatchObject({ because: "opted-out" });
  });
});
