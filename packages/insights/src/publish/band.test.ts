import * as fc from "fast-check";
import { expect, test } from "vitest";
import { bandOfShare } from "./band.js";

test.each([
  { share: 0, low: 0, high: 0.4 },
  { share: 3 / 8, low: 0, high: 0.4 },
  { share: 2 / 5, low: 0.4, high: 0.6 },
  { share: 3 / 5, low: 0.6, high: 0.8 },
  { share: 4 / 5, low: 0.8, high: 1 },
  { share: 1, low: 0.8, high: 1 },
])("a share of $share lies from $low to $high", ({ share, low, high }) => {
  expect(bandOfShare(share)).toEqual({ low, high });
});

test("every share lies in its band", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
      const { low, high } = bandOfShare(share);
      expect(share).toBeGreaterThanOrEqual(low);
      expect(share).toBeLessThanOrEqual(high);
      if (high < 1) expect(share).toBeLessThan(high);
    }),
  );
});

test("what is handed out can be changed without harm to the next reader", () => {
  bandOfShare(0.5).low = 0;
  expect(bandOfShare(0.5)).toEqual({ low: 0.4, high: 0.6 });
});

test.each([-0.1, 1.1, Number.NaN])("%s is no share and is refused", (share) => {
  expect(() => bandOfShare(share)).toThrow(RangeError);
});
