import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wilson } from "./share.js";

describe("agrees with published values", () => {
  // Newcombe 1998, Table I, method 3: printed with four decimals.
  test.each([
    { successes: 81, n: 263, low: 0.2553, high: 0.3662 },
    { successes: 0, n: 20, low: 0, high: 0.1611 },
  ])("$successes of $n as Newcombe prints it", ({ successes, n, low, high }) => {
    const estimate = wilson(successes, n);
    expect(Math.abs(estimate.low - low)).toBeLessThanOrEqual(5e-5);
    expect(Math.abs(estimate.high - high)).toBeLessThanOrEqual(5e-5);
  });

  // R package binom, method "wilson".
  test.each([
    { successes: 18, n: 20, low: 0.6989663547715, high: 0.9721335187862 },
    { successes: 4, n: 20, low: 0.0806576625798, high: 0.4160174322519 },
    { successes: 4, n: 200, low: 0.0078044264163, high: 0.0502870869058 },
    { successes: 190, n: 200, low: 0.9104218518612, high: 0.9726173543992 },
  ])("$successes of $n as R gives it", ({ successes, n, low, high }) => {
    const estimate = wilson(successes, n);
    expect(Math.abs(estimate.low - low)).toBeLessThanOrEqual(1e-9);
    expect(Math.abs(estimate.high - high)).toBeLessThanOrEqual(1e-9);
  });
});

const counts = fc
  .integer({ min: 1, max: 1_000_000 })
  .chain((n) => fc.record({ successes: fc.integer({ min: 0, max: n }), n: fc.constant(n) }));

test("the limits enclose the share and stay between none and all", () => {
  fc.assert(
    fc.property(counts, ({ successes, n }) => {
      const { low, share, high } = wilson(successes, n);
      expect(share).toBe(successes / n);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(share);
      expect(high).toBeGreaterThanOrEqual(share);
      expect(high).toBeLessThanOrEqual(1);
    }),
  );
});

test("counting the other answers mirrors the interval", () => {
  fc.assert(
    fc.property(counts, ({ successes, n }) => {
      const estimate = wilson(successes, n);
      const mirror = wilson(n - successes, n);
      expect(estimate.low).toBeCloseTo(1 - mirror.high, 12);
      expect(estimate.high).toBeCloseTo(1 - mirror.low, 12);
    }),
  );
});

test("ten times the answers give a narrower interval", () => {
  fc.assert(
    fc.property(counts, ({ successes, n }) => {
      const few = wilson(successes, n);
      const many = wilson(10 * successes, 10 * n);
      expect(many.high - many.low).toBeLessThan(few.high - few.low);
    }),
  );
});

test("none and all give the limits 0 and 1 exactly", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (n) => {
      expect(wilson(0, n).low).toBe(0);
      expect(wilson(n, n).high).toBe(1);
    }),
  );
});

test.each([
  [0, 0],
  [6, 5],
  [-1, 5],
  [0.5, 5],
  [1, Number.NaN],
  [1, Number.POSITIVE_INFINITY],
])("%s of %s are no counts and are refused", (successes, n) => {
  expect(() => wilson(successes, n)).toThrow(RangeError);
  expect(() => wilson(successes, n)).toThrow(/pass counts, not/);
});
