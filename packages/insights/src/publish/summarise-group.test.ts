import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type GroupAnswer, summariseGroup } from "./summarise-group.js";

const answer = (rater: string | null, score: number | null, more: Partial<GroupAnswer> = {}): GroupAnswer => ({
  rater,
  score,
  instrument: "outcome5",
  minimumGroup: 5,
  ...more,
});

/** One answer each by people of their own. */
const people = (...scores: (number | null)[]) => scores.map((score, index) => answer(`person ${index}`, score));

test("four people are not shown, and no count tells that they are four", () => {
  expect(summariseGroup(people(4, 4, 4, 4), 5)).toEqual({ shown: false });
});

test("five people are shown as a band", () => {
  expect(summariseGroup(people(5, 4, 4, 3, 1), 5)).toEqual({
    shown: true,
    answered: 5,
    people: 5,
    top2: null,
    band: { low: 0.6, high: 0.8 },
  });
});

test("nine answers are still a band, ten are a share with its interval", () => {
  const nine = people(4, 4, 4, 4, 4, 4, 4, 4, 2);
  expect(summariseGroup(nine, 5)).toMatchObject({ answered: 9, top2: null, band: { low: 0.8, high: 1 } });
  const ten = summariseGroup([...nine, answer("the tenth", 1)], 5);
  expect(ten).toMatchObject({ shown: true, answered: 10, band: null, top2: { share: 0.8 } });
});

test("nine of twelve are 75 percent, from 47 to 91", () => {
  const summary = summariseGroup(people(5, 5, 5, 4, 4, 4, 4, 4, 4, 3, 2, 1), 5);
  expect(summary).toMatchObject({ answered: 12, top2: { share: 0.75 } });
  if (!summary.shown || summary.top2 === null) throw new Error("a share was expected");
  expect(summary.top2.low).toBeCloseTo(0.4677, 4);
  expect(summary.top2.high).toBeCloseTo(0.9111, 4);
});

test("many answers of few people are not shown", () => {
  const busy = Array.from({ length: 40 }, (_, index) => answer(`person ${index % 4}`, 5));
  expect(summariseGroup(busy, 5)).toEqual({ shown: false });
});

test("answers without a rater are one person together, and all are counted", () => {
  const nameless = Array.from({ length: 20 }, () => answer(null, 5));
  expect(summariseGroup(nameless, 5)).toEqual({ shown: false });
  expect(summariseGroup([...nameless, ...people(5, 5, 5)], 5)).toEqual({ shown: false });
  expect(summariseGroup([...nameless, ...people(5, 5, 5, 5)], 5)).toMatchObject({ shown: true, answered: 24 });
});

test("who says that it doesn't apply is neither counted nor makes the group larger", () => {
  expect(summariseGroup(people(4, 4, 4, 4, null), 5)).toEqual({ shown: false });
  expect(summariseGroup(people(4, 4, 4, 4, 4, null), 5)).toMatchObject({ answered: 5 });
});

test("unsolicited answers are neither counted nor make the group larger", () => {
  const unsolicited = answer("a visitor", 1, { channel: "unsolicited" });
  expect(summariseGroup([...people(4, 4, 4, 4), unsolicited], 5)).toEqual({ shown: false });
  expect(summariseGroup([...people(4, 4, 4, 4, 4), unsolicited], 5)).toMatchObject({
    answered: 5,
    band: { low: 0.8, high: 1 },
  });
});

test("answers to a prompt or a link count alike", () => {
  const group = people(4, 4, 4, 4, 4).map(
    (one, index) => ({ ...one, channel: index % 2 ? "link" : "prompt" }) as const,
  );
  expect(summariseGroup(group, 5)).toMatchObject({ answered: 5 });
});

test("an answer is not shown in a smaller group than its respondent was promised, and hides nobody else's", () => {
  const group = [...people(4, 4, 4, 4, 4), answer("cautious", 1, { minimumGroup: 7 })];
  expect(summariseGroup(group, 5)).toMatchObject({ answered: 5, band: { low: 0.8, high: 1 } });
  expect(summariseGroup([...group, answer("the seventh", 4)], 5)).toMatchObject({ answered: 7 });
  expect(summariseGroup(group.slice(1), 5)).toEqual({ shown: false });
});

test("a project cannot go below five people", () => {
  expect(summariseGroup(people(4, 4, 4, 4), 1)).toEqual({ shown: false });
});

test("a minimum that is not a number hides the group", () => {
  expect(summariseGroup(people(4, 4, 4, 4, 4), Number.NaN)).toEqual({ shown: false });
});

test.each([
  { instrument: "outcome5", positive: 4 },
  { instrument: "csat5", positive: 4 },
  { instrument: "ease5", positive: 4 },
  { instrument: "nps11", positive: 9 },
  { instrument: "thumbs2", positive: 1 },
] as const)("on $instrument a score is positive from $positive on", ({ instrument, positive }) => {
  const group = (score: number) =>
    Array.from({ length: 10 }, (_, index) => answer(`person ${index}`, score, { instrument }));
  expect(summariseGroup(group(positive), 5)).toMatchObject({ top2: { share: 1 } });
  expect(summariseGroup(group(positive - 1), 5)).toMatchObject({ top2: { share: 0 } });
});

test("the order in which answers lie tells nothing", () => {
  const answers = fc.array(
    fc.record({
      rater: fc.option(fc.constantFrom("a", "b", "c", "d", "e", "f", "g")),
      score: fc.option(fc.integer({ min: 1, max: 5 })),
      instrument: fc.constant("outcome5" as const),
      channel: fc.constantFrom("prompt" as const, "unsolicited" as const),
      minimumGroup: fc.integer({ min: 5, max: 7 }),
    }),
    { maxLength: 30 },
  );
  const twice = answers.chain((group) =>
    fc.tuple(fc.constant(group), fc.shuffledSubarray(group, { minLength: group.length })),
  );
  fc.assert(
    fc.property(twice, ([group, shuffled]) => {
      expect(summariseGroup(shuffled, 5)).toEqual(summariseGroup(group, 5));
    }),
  );
});

test("whatever is asked for, fewer than five people are never shown", () => {
  const fewPeople = fc.array(
    fc.record({
      rater: fc.constantFrom(null, "a", "b", "c"),
      score: fc.option(fc.integer({ min: 1, max: 5 })),
      instrument: fc.constant("outcome5" as const),
      minimumGroup: fc.integer({ min: -5, max: 20 }),
    }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(fewPeople, fc.integer({ min: -5, max: 20 }), (group, minimumGroup) => {
      expect(summariseGroup(group, minimumGroup)).toEqual({ shown: false });
    }),
  );
});
