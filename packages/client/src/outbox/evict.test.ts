import { expect, test } from "vitest";
import { entry, NOON } from "../../test/entries.js";
import { takeIn } from "./evict.js";

const problem = { type: "x", title: "No" };
const live = (count: number) => Array.from({ length: count }, (_, at) => entry({ id: `l${at}`, addedAt: NOON + at }));
const dead = (id: string, addedAt: number, bytes = 10) =>
  entry({ id, addedAt, bytes, state: { name: "dead", problem, at: addedAt, under: "here" } });
const added = entry({ id: "new", addedAt: NOON + 9999 });

test("500 ratings fit", () => {
  expect(takeIn(live(499), added)).toHaveLength(500);
});

test("the 501st does not, when all are alive", () => {
  expect(takeIn(live(500), added)).toBe(undefined);
});

test("the oldest dead rating makes room, and only as many as needed", () => {
  const kept = takeIn([...live(498), dead("young", NOON + 5), dead("old", NOON - 5)], added);
  expect(kept).toHaveLength(500);
  expect(kept?.map(({ id }) => id)).not.toContain("old");
  expect(kept?.map(({ id }) => id)).toContain("young");
});

test("a mebibyte is the most, whatever the number", () => {
  const big = entry({ id: "big", bytes: 1024 * 1024 - 5 });
  expect(takeIn([big], { ...added, bytes: 5 })).toHaveLength(2);
  expect(takeIn([big], { ...added, bytes: 6 })).toBe(undefined);
  expect(takeIn([{ ...big, bytes: 1024 * 1024 - 10 }, dead("d", NOON)], { ...added, bytes: 6 })).toHaveLength(2);
});
