import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createGroupCount } from "./group-count.js";
import { type GroupAnswer, summariseGroup } from "./summarise-group.js";

function counted(answers: readonly GroupAnswer[], minimumGroup: number) {
  const count = createGroupCount("outcome5");
  for (const answer of answers) count.add(answer);
  return count.summary(minimumGroup);
}

test("counting one by one shows what summarising all at once shows", () => {
  const answer = fc.record({
    rater: fc.option(fc.constantFrom(..."abcdefghijkl")),
    score: fc.option(fc.integer({ min: 1, max: 5 })),
    instrument: fc.constant("outcome5" as const),
    channel: fc.constantFrom("prompt" as const, "link" as const, "unsolicited" as const),
    minimumGroup: fc.integer({ min: 1, max: 14 }),
  });
  const minimum = fc.oneof(fc.integer({ min: -5, max: 14 }), fc.constant(Number.NaN));
  fc.assert(
    fc.property(fc.array(answer, { maxLength: 60 }), minimum, (answers, minimumGroup) => {
      expect(counted(answers, minimumGroup)).toEqual(summariseGroup(answers, minimumGroup));
    }),
    { numRuns: 1_000 },
  );
});

test("a rater who was promised less by a later answer is counted from the lesser promise on", () => {
  const by = (rater: string, minimumGroup: number): GroupAnswer => ({
    rater,
    score: 5,
    instrument: "outcome5",
    minimumGroup,
  });
  const others = ["a", "b", "c", "d"].map((rater) => by(rater, 5));
  expect(counted([...others, by("e", 900)], 5)).toEqual({ shown: false });
  expect(counted([...others, by("e", 900), by("e", 5)], 5)).toMatchObject({ shown: true, answered: 5, people: 5 });
});
