import { expect, test } from "vitest";
import { shuffle } from "./shuffle.js";

test("items follow the numbers that are drawn for them", () => {
  const drawn = [0.5, 0.9, 0.1];
  expect(shuffle(["a", "b", "c"], () => drawn.shift() ?? 0)).toEqual(["c", "a", "b"]);
});

test("the original stays as it is", () => {
  const items = [1, 2, 3];
  let next = 0;
  shuffle(items, () => --next);
  expect(items).toEqual([1, 2, 3]);
});

test("every order comes up about equally often", () => {
  // A small generator with a fixed seed: the same draws in every run.
  let state = 42;
  const random = () => (state = (state * 48_271) % 2_147_483_647);
  const seen = new Map<string, number>();
  for (let turn = 0; turn < 6_000; turn++) {
    const order = shuffle(["a", "b", "c"], random).join("");
    seen.set(order, (seen.get(order) ?? 0) + 1);
  }
  expect(seen.size).toBe(6);
  for (const count of seen.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150);
});
