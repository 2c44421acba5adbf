import { expect, test } from "vitest";
import { entry, NOON, PROBLEM } from "../../test/entries.js";
import { evict, isTooMuch } from "./evict.js";

const live = (count: number) => Array.from({ length: count }, (_, at) => entry({ id: `l${at}`, addedAt: NOON + at }));
const dead = (id: string) => entry({ id, state: "dead", problem: PROBLEM, under: "here\n" });

test("500 ratings are not too much, 501 are", () => {
  expect(isTooMuch(live(500))).toBe(false);
  expect(isTooMuch(live(501))).toBe(true);
});

test("a mebibyte is the most, whatever the number", () => {
  const big = entry({ id: "big", bytes: 1024 * 1024 - 5 });
  expect(isTooMuch([big, entry({ id: "a", bytes: 5 })])).toBe(false);
  expect(isTooMuch([big, entry({ id: "a", bytes: 6 })])).toBe(true);
});

test("the first dead rating makes room, and only as many as needed", () => {
  const kept = evict([dead("old"), ...live(499), dead("young")], NOON);
  expect(kept).toHaveLength(500);
  expect(kept.map(({ id }) => id)).not.toContain("old");
  expect(kept.map(({ id }) => id)).toContain("young");
});

test("a live rating is never given up", () => {
  expect(evict([...live(501), dead("a")], NOON)).toEqual(live(501));
});

test("what waits for another project costs no dead rating of this one", () => {
  const others = live(300).map((each) => ({ ...each, id: `o${each.id}`, key: "pk_other" }));
  expect(evict([dead("a"), ...live(300), ...others], NOON)).toHaveLength(601);
});
