import { expect, test } from "vitest";
import { distinctPeople, largestShownGroup } from "./threshold.js";

const by = (...raters: (string | null)[]) => raters.map((rater) => ({ rater }));

test("nobody answered is no people", () => {
  expect(distinctPeople([])).toBe(0);
});

test("a person who answers several times is one person", () => {
  expect(distinctPeople(by("ana", "ana", "ben", "ana"))).toBe(2);
});

test("all answers without a rater together are one person", () => {
  expect(distinctPeople(by(null, null, null, null, null, null))).toBe(1);
  expect(distinctPeople(by("ana", null, "ben", null))).toBe(3);
});

test("an empty pseudonym is a rater like any other", () => {
  expect(distinctPeople(by("", null))).toBe(2);
});

const shown = (minimumGroup: number, ...promised: number[]) =>
  largestShownGroup(
    promised.map((people, index) => ({ rater: `person ${index}`, minimumGroup: people })),
    minimumGroup,
  ).length;

test("without stricter promises the project's minimum holds", () => {
  expect(shown(8, 5, 5, 7, 5, 5, 5, 5)).toBe(0);
  expect(shown(8, 5, 5, 7, 5, 5, 5, 5, 5)).toBe(8);
});

test("who was promised a larger group than there is stays out of it, and hides nobody else", () => {
  expect(shown(5, 5, 5, 5, 5, 5, 1_000)).toBe(5);
  expect(shown(5, 5, 5, 5, 5, 1_000)).toBe(0);
});

test("a stricter promise that the group can keep is kept within it", () => {
  expect(shown(5, 5, 5, 5, 5, 5, 7)).toBe(5);
  expect(shown(5, 5, 5, 5, 5, 5, 5, 7)).toBe(7);
});

test("neither project nor promise can go below five people", () => {
  expect(shown(1, 2, 3, 2, 3)).toBe(0);
  expect(shown(-10, 2, 3, 2, 3, 2)).toBe(5);
});

test("a minimum that is no number shows nobody", () => {
  expect(shown(Number.NaN, 5, 5, 5, 5, 5, 5)).toBe(0);
});
