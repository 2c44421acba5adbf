import { expect, test } from "vitest";
import type { Event } from "./history.js";
import { type Evidence, judge, type Judgement, type Kept } from "./judge.js";

const EVENTS: Event[] = [
  { id: "a", content: "A" },
  { id: "a", outcome: "ok", word: "stored" },
  { id: "b", content: "B" },
  { id: "b", outcome: "info", word: "503" },
  { id: "c", content: "C" },
  { id: "d", content: "D" },
  { id: "d", outcome: "fail", word: "422" },
];

const A: Kept = { store: "ratings", id: "a", touchpoint: "t", content: "A" };
const B: Kept = { store: "ratings", id: "b", touchpoint: "t", content: "B" };
const C: Kept = { store: "ratings", id: "c", touchpoint: "t", content: "C" };

const GOOD: Evidence = { events: EVENTS, kept: [A], damage: [] };

/** What is broken of the seven. */
function broken(change: Partial<Evidence>): Partial<Judgement> {
  const { lost, twice, invented, altered, damage, late, miscounted } = judge({ ...GOOD, ...change });
  const all = { lost, twice, invented, altered, damage, late, miscounted };
  return Object.fromEntries(Object.entries(all).filter(([, faults]) => faults.length > 0));
}

test("what is told apart is counted", () => {
  expect(judge({ ...GOOD, kept: [A, B] })).toMatchObject({ sent: 4, acknowledged: 1, unsure: 2, kept: 2 });
});

test("whatever nobody was sure of may be there or not", () => {
  expect(broken({})).toEqual({});
  expect(broken({ kept: [A, B] })).toEqual({});
  expect(broken({ kept: [A, B, C] })).toEqual({});
});

test("I1: an acknowledged rating that is not there is lost, also when a later try failed", () => {
  expect(broken({ kept: [B] })).toEqual({ lost: ["a"] });
  expect(broken({ kept: [B], events: [...EVENTS, { id: "a", outcome: "info", word: "ECONNRESET" }] })).toEqual({
    lost: ["a"],
  });
});

test("I1: once everything was sent again, everything must be there but what was refused", () => {
  expect(broken({ kept: [A, B, C], settled: true })).toEqual({});
  expect(broken({ kept: [A, C], settled: true })).toEqual({ lost: ["b"] });
});

test("I2: a rating is there twice in one store, or in two when nothing is on its way any more", () => {
  expect(broken({ kept: [A, A] })).toEqual({ twice: ["a"] });
  const onItsWay = [A, { ...A, store: "intake" } as const];
  expect(broken({ kept: onItsWay })).toEqual({});
  expect(broken({ kept: [...onItsWay, B, C], settled: true })).toEqual({ twice: ["a"] });
});

test("I3: a rating that nobody sent is invented, and so is one that was refused", () => {
  expect(broken({ kept: [A, { ...A, id: "x" }] })).toEqual({ invented: ["x"] });
  expect(broken({ kept: [A, { ...A, id: "d", content: "D" }] })).toEqual({ invented: ["d"] });
});

test("I4: a rating whose content is another is altered", () => {
  expect(broken({ kept: [{ ...A, content: "B" }] })).toEqual({ altered: ["a"] });
});

test("I5: damage is passed on", () => {
  expect(broken({ damage: ["intake.db is damaged"] })).toEqual({ damage: ["intake.db is damaged"] });
});

test("I6: a start that takes longer than five seconds is late", () => {
  expect(broken({ ready: [400, 5_000] })).toEqual({});
  expect(broken({ ready: [400, 5_001] })).toEqual({ late: [5_001] });
});

test("I7: a report must count what is there", () => {
  expect(broken({ reported: 1 })).toEqual({});
  expect(broken({ reported: 2 })).toEqual({ miscounted: ["2 are reported, 1 are there"] });
});
