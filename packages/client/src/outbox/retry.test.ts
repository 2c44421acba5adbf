import { expect, test } from "vitest";
import { pause } from "./retry.js";

test("the wait doubles from one second to five minutes", () => {
  expect([1, 2, 3, 9, 10, 2000].map((attempts) => pause("busy", attempts, 1))).toEqual([
    1000, 2000, 4000, 256_000, 300_000, 300_000,
  ]);
});

test("chance spreads it from a quarter to the whole", () => {
  expect([0, 0.5, 1].map((random) => pause("unreachable", 4, random))).toEqual([2000, 5000, 8000]);
});

test("a wrong address is asked again after 5 minutes, and ever more rarely, down to once in an hour", () => {
  expect([1, 2, 3, 9].map((attempts) => pause("paused", attempts, 0.5))).toEqual([
    300_000, 600_000, 1_200_000, 3_600_000,
  ]);
});
