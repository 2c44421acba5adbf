// @ts-check
import { expect, it } from "vitest";

import { difference, estimate, median, ratio, seeded } from "./statistics.mjs";

it("the median of an even number of values lies between the two in the middle", () => {
  expect(median([4, 1, 3])).toBe(3);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([])).toBeNaN();
});

it("an estimate holds the median and gets narrower with more values", () => {
  const random = seeded(1);
  const many = Array.from({ length: 400 }, () => 10 + random());
  const few = many.slice(0, 8);
  const [wide, narrow] = [estimate(few), estimate(many)];
  expect(wide.low).toBeLessThanOrEqual(wide.middle);
  expect(wide.middle).toBeLessThanOrEqual(wide.high);
  expect(narrow.high - narrow.low).toBeLessThan((wide.high - wide.low) / 2);
  expect(narrow.low).toBeLessThan(10.5);
  expect(narrow.high).toBeGreaterThan(10.5);
});

it("the same values give the same estimate", () => {
  expect(estimate([3, 1, 2, 5])).toEqual(estimate([3, 1, 2, 5]));
});

it("values are compared with those of their own round, however much the rounds differ", () => {
  const theirs = [10, 1000, 20, 500];
  const ours = theirs.map((value) => value / 2);
  expect(ratio(ours, theirs)).toEqual({ middle: 0.5, low: 0.5, high: 0.5 });
  expect(difference([11, 1001, 21, 501], theirs)).toEqual({ middle: 1, low: 1, high: 1 });
});

it("a seed gives the same row of numbers, another seed another", () => {
  const row = (/** @type {number} */ seed) => Array.from({ length: 5 }, seeded(seed));
  expect(row(7)).toEqual(row(7));
  expect(row(7)).not.toEqual(row(8));
  expect(Math.max(...row(7))).toBeLessThan(1);
  expect(Math.min(...row(7))).toBeGreaterThanOrEqual(0);
});
