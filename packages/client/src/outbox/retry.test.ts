import { expect, test } from "vitest";
import { backoff, pauseFor, remaining } from "./retry.js";

test("the wait doubles from one second to five minutes", () => {
  expect([1, 2, 3, 9, 10, 2000].map((attempts) => backoff(attempts, 1))).toEqual([
    1000, 2000, 4000, 256_000, 300_000, 300_000,
  ]);
});

test("chance spreads it from a quarter to the whole", () => {
  expect([0, 0.5, 1].map((random) => backoff(4, random))).toEqual([2000, 5000, 8000]);
});

test("a wrong address is probed after 5 minutes, then more rarely, and at least once an hour", () => {
  expect([1, 2, 3, 4, 5, 99].map((answers) => pauseFor(answers) / 60_000)).toEqual([5, 10, 20, 40, 60, 60]);
});

test("what is left of a wait shrinks to nothing", () => {
  const wait = { delay: 1000, setAt: 5000 };
  expect([5000, 5400, 6000, 99_999].map((now) => remaining(wait, now))).toEqual([1000, 600, 0, 0]);
});

test("a clock that was put back ends the wait instead of stretching it", () => {
  expect(remaining({ delay: 1000, setAt: 5000 }, 4999)).toBe(0);
});
