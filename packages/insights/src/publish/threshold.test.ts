import { expect, test } from "vitest";
import { distinctPeople, thresholdOf } from "./threshold.js";

const by = (...raters: (string | null)[]) => raters.map((rater) => ({ rater }));
const promising = (...people: number[]) => people.map((minimumGroup) => ({ minimumGroup }));

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

test("without stricter promises the project's minimum holds", () => {
  expect(thresholdOf(8, promising(5, 5, 7))).toBe(8);
});

test("one stricter promise binds the whole group", () => {
  expect(thresholdOf(5, promising(5, 5, 12, 5))).toBe(12);
});

test("neither project nor promise can go below five people", () => {
  expect(thresholdOf(1, promising(2, 3))).toBe(5);
  expect(thresholdOf(-10, [])).toBe(5);
});
