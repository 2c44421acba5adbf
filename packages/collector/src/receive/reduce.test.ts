import type { Rating } from "@aftertask/schema/words";
import { expect, test } from "vitest";
import { content, countedAt, reduce } from "./reduce.js";

const RATING: Rating = {
  id: "0b5c1f0e-3a52-4d38-9a1c-6f5f0b7a2c11",
  touchpoint: "hr.benefits-paperwork",
  instrument: "outcome5",
  score: 4,
  reasons: ["kind", "fast"],
  lostTime: "none",
  comment: "Quick and friendly",
  provider: "hr-payroll",
  audience: "employee",
  channel: "prompt",
  context: { where: "office", caseType: "dental" },
  ratedAt: "2026-11-21T09:29:48Z",
  task: "SECRET-TASK",
  round: 2,
  person: "SECRET-PERSON",
};
const PROJECT = { key: "pk_intranet", minimumGroup: 5 };
const WEEK = "2026-W47";

test("nothing is kept of person, task, round, or a time finer than the week", () => {
  const kept = JSON.stringify(reduce(RATING, PROJECT, WEEK));
  expect(kept).toContain("2026-W47");
  expect(kept).toContain("Quick and friendly");
  for (const gone of ["SECRET", "2026-11", "09:29", "task", "round", "person", "ratedAt"])
    expect(kept).not.toContain(gone);
});

test("a member that is unknown here is not kept", () => {
  const odd = { ...RATING, ip: "10.0.0.1" };
  expect(JSON.stringify(reduce(odd, PROJECT, WEEK))).not.toContain("10.0.0.1");
});

test.each(["1969-12-31T23:59:59Z", "0099-06-01T00:00:00Z", "0000-01-01T00:00:00Z"])(
  "a clock that says %s is just before every other",
  (ratedAt) => {
    expect(reduce({ ...RATING, ratedAt }, PROJECT, WEEK)).toMatchObject({ week: "1970-W01", counted: "2026-W47" });
  },
);

test.each([
  ["of this week", "2026-11-21T09:29:48Z", "2026-W47"],
  ["that comes after its week was closed", "2026-11-14T09:00:00Z", "2026-W46"],
  ["whose clock is a year ahead", "2027-11-21T09:00:00Z", "2027-W46"],
])("a rating %s keeps its week and is counted in the open one", (_, ratedAt, week) => {
  expect(reduce({ ...RATING, ratedAt }, PROJECT, WEEK)).toMatchObject({ week, counted: "2026-W47" });
});

test.each([
  [5, undefined, 5],
  [5, 8, 8],
  [10, 8, 10],
])("of the project's group of %j and the promised %j, %j holds", (ours, promised, holds) => {
  const promise = promised === undefined ? {} : { promise: { mode: "confidential" as const, minimumGroup: promised } };
  expect(reduce({ ...RATING, ...promise }, { ...PROJECT, minimumGroup: ours }, WEEK).minimumGroup).toBe(holds);
});

test("the order of reasons and of context is not kept", () => {
  const turned = { ...RATING, reasons: ["fast", "kind"], context: { caseType: "dental", where: "office" } };
  expect(reduce(turned, PROJECT, WEEK)).toEqual(reduce(RATING, PROJECT, WEEK));
});

test("content is the same whenever it arrives, and whatever was not kept", () => {
  const first = content(reduce(RATING, PROJECT, WEEK));
  const later = { ...RATING, person: "another", task: "another" };
  expect(content(reduce(later, { ...PROJECT, minimumGroup: 9 }, "2026-W52"))).toBe(first);
});

test.each([
  { score: 3 },
  { comment: "Slow" },
  { reasons: ["kind"] },
  { provider: "hr" },
  { ratedAt: "2026-11-01T00:00:00Z" },
])("content differs with %j", (change) => {
  expect(content(reduce({ ...RATING, ...change }, PROJECT, WEEK))).not.toBe(content(reduce(RATING, PROJECT, WEEK)));
});

test.each([
  ["that is open", "2026-W47", "2026-W47"],
  ["while an earlier one is open", "2026-W46", "2026-W47"],
  ["before any was closed", "", "2026-W47"],
  ["that is closed already, in the next", "2026-W48", "2026-W48"],
  ["that a clock of the far future has closed, to be opened again", "2026-W49", "2026-W47"],
])("what arrives is counted in the week of the clock %s", (_, openWeek, counted) => {
  expect(countedAt(Date.UTC(2026, 10, 21, 9, 30), openWeek)).toBe(counted);
});
