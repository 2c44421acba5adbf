import type { IsoWeek } from "@aftertask/schema/words";
import { expect, test } from "vitest";
import type { Answer } from "../store/row.js";
import { countWeek, showAmong } from "./publish-week.js";

/** Answers in slices of three, as a store gives them. */
const publishWeek = async (week: IsoWeek, answers: readonly Answer[], minimumGroup: number) => {
  async function* slices() {
    for (let at = 0; at < answers.length; at += 3) yield answers.slice(at, at + 3);
  }
  return showAmong(await countWeek(week, slices(), minimumGroup), minimumGroup);
};

const answer = (person: number | null, change: Partial<Answer> = {}): Answer => ({
  touchpoint: "hr.benefits-paperwork",
  instrument: "outcome5",
  score: 4,
  channel: null,
  minimumGroup: 5,
  rater: person === null ? null : Uint8Array.of(person),
  ...change,
});
const people = (count: number, change: Partial<Answer> = {}) =>
  Array.from({ length: count }, (_, person) => answer(person, change));

const SUPPRESSED = { touchpoint: "hr.benefits-paperwork", week: "2026-W47", shown: false };

test("four people are not shown, and nothing tells how many there are", async () => {
  expect(await publishWeek("2026-W47", people(4), 5)).toEqual([SUPPRESSED]);
});

test("five people are shown, with the band in which the share lies", async () => {
  expect(await publishWeek("2026-W47", people(5), 5)).toEqual([
    {
      touchpoint: "hr.benefits-paperwork",
      week: "2026-W47",
      instrument: "outcome5",
      audience: null,
      provider: null,
      shown: true,
      answered: 5,
      top2: null,
      band: { low: 0.8, high: 1 },
      responseRate: null,
    },
  ]);
});

test("ten answers are shown with their share", async () => {
  expect(await publishWeek("2026-W47", people(10), 5)).toMatchObject([
    { answered: 10, band: null, top2: { share: 1, high: 1 } },
  ]);
});

test("people are counted, not answers", async () => {
  expect(await publishWeek("2026-W47", [...people(4), ...people(4), ...people(4)], 5)).toEqual([SUPPRESSED]);
});

test("all answers without a person are one person", async () => {
  expect(
    await publishWeek(
      "2026-W47",
      Array.from({ length: 50 }, () => answer(null)),
      5,
    ),
  ).toEqual([SUPPRESSED]);
});

test("a rating that was promised a larger group is left out, and hides nobody else's", async () => {
  const rows = await publishWeek("2026-W47", [...people(5), answer(9, { minimumGroup: 8 })], 5);
  expect(rows).toMatchObject([{ shown: true, answered: 5 }]);
  expect(await publishWeek("2026-W47", [...people(4), answer(9, { minimumGroup: 8 })], 5)).toEqual([SUPPRESSED]);
});

test("two scales are never mixed", async () => {
  const rows = await publishWeek("2026-W47", [...people(5, { instrument: "csat5" }), ...people(5)], 5);
  expect(rows).toMatchObject([
    { instrument: "csat5", answered: 5 },
    { instrument: "outcome5", answered: 5 },
  ]);
});

test("a touchpoint with two scales is suppressed once", async () => {
  const others = [5, 6, 7].map((person) => answer(person));
  expect(await publishWeek("2026-W47", [...people(3, { instrument: "csat5" }), ...others], 5)).toEqual([SUPPRESSED]);
});

test("touchpoints are rows of their own", async () => {
  const rows = await publishWeek("2026-W47", [...people(5), ...people(3, { touchpoint: "it.access-request" })], 5);
  expect(rows.map(({ touchpoint, shown }) => [touchpoint, shown])).toEqual([
    ["hr.benefits-paperwork", true],
    ["it.access-request", false],
  ]);
});

test("however many touchpoints a week has, no more of them are kept as suppressed than a report has room for", async () => {
  const names = Array.from({ length: 10_007 }, (_, n) => `hr.${String(n).padStart(5, "0")}`);
  async function* slices() {
    yield names.map((touchpoint) => answer(1, { touchpoint }));
  }
  const rows = await countWeek("2026-W47", slices(), 5);
  expect(rows).toHaveLength(10_000);
  expect(rows.at(-1)).toEqual({ people: 0, row: { ...SUPPRESSED, touchpoint: "hr.09999" }, others: 7 });
});
