import { expect, test } from "vitest";
import { entry, KEY, NOON } from "../../test/entries.js";
import { due, type Now } from "./due.js";
import type { Entry, State } from "./entry.js";

const MINUTE = 60_000;
const now: Now = { at: NOON, key: KEY, under: "here", by: "me", limit: 20, eagerBefore: 0, isOpenHere: () => false };
const at = (id: string, state: State, over: Partial<Entry> = {}) => entry({ id, state, ...over });
const waiting = (delay: number, setAt = NOON, firm = false): State => ({ name: "waiting", delay, setAt, firm });
const ids = (entries: Entry[], over: Partial<Now> = {}) => due(entries, { ...now, ...over }).batch.map(({ id }) => id);

test("the oldest go first, at most as many as the limit, each claimed", () => {
  const found = due([entry({ id: "b", addedAt: 2 }), entry({ id: "a", addedAt: 1 }), entry({ id: "c", addedAt: 3 })], {
    ...now,
    limit: 2.9,
  });
  expect(found.batch.map(({ id, state }) => [id, state.name])).toEqual([
    ["a", "claimed"],
    ["b", "claimed"],
  ]);
  expect(found.nextIn).toBe(0);
  expect(found.kept).toHaveLength(3);
});

test("a request carries at most 48 KiB", () => {
  const large = Array.from({ length: 4 }, (_, index) => entry({ id: `${index}`, addedAt: index, bytes: 16 * 1024 }));
  expect(ids(large)).toEqual(["0", "1"]);
});

test("nothing is claimed when it only looks", () => {
  const looked = due([entry({ id: "a" })], { ...now, limit: 0 });
  expect(looked).toMatchObject({ batch: [], nextIn: 0, kept: [{ state: { name: "ready" } }] });
});

test("a wait is over after its delay; being eager ends it early, unless it is firm", () => {
  expect(due([at("a", waiting(5000))], now)).toMatchObject({ batch: [], nextIn: 5000 });
  expect(ids([at("a", waiting(5000, NOON - 5000))])).toEqual(["a"]);
  expect(ids([at("a", waiting(5000))], { eagerBefore: NOON + 1 })).toEqual(["a"]);
  expect(ids([at("a", waiting(5000, NOON, true))], { eagerBefore: NOON + 1 })).toEqual([]);
  expect(ids([at("a", waiting(5000, NOON + 1))], { eagerBefore: NOON + 1, at: NOON + 1 })).toEqual([]);
});

test("a claim is respected until it ends", () => {
  expect(due([at("a", { name: "claimed", by: "them", until: NOON + 9000 })], now).nextIn).toBe(9000);
  expect(ids([at("a", { name: "claimed", by: "them", until: NOON })])).toEqual(["a"]);
});

test("a claim from a clock that was put back holds nobody up", () => {
  expect(ids([at("a", { name: "claimed", by: "them", until: NOON + 60 * MINUTE })])).toEqual(["a"]);
});

test("an open rating is left alone for ten minutes after its last edit", () => {
  const open = at("a", { name: "open" }, { touchedAt: NOON - 4 * MINUTE });
  expect(due([open], now)).toMatchObject({ batch: [], nextIn: 6 * MINUTE });
  expect(ids([open], { at: NOON + 6 * MINUTE })).toEqual(["a"]);
});

test("what is open in this page is not due, however old", () => {
  expect(due([at("a", { name: "open" }, { touchedAt: 0 })], { ...now, isOpenHere: () => true })).toMatchObject({
    batch: [],
    nextIn: Infinity,
  });
});

test("a dead rating rests until endpoint or sender change, and is forgotten after 30 days", () => {
  const dead = at("a", { name: "dead", problem: { type: "x", title: "No" }, at: NOON, under: "here" });
  expect(due([dead], now)).toMatchObject({ batch: [], nextIn: Infinity, kept: [dead] });
  expect(ids([dead], { under: "there" })).toEqual(["a"]);
  expect(due([dead], { ...now, at: NOON + 31 * 86_400_000 }).kept).toEqual([]);
});

test("other projects' ratings are kept as they are", () => {
  const other = entry({ id: "a", key: "pk_other" });
  expect(due([other], now)).toEqual({ batch: [], nextIn: Infinity, kept: [other] });
});

test("a record from a newer version is sent as it is, and keeps what this version does not know", () => {
  const newer = { ...entry({ id: "a", state: { name: "resting" } as never }), v: 2, extra: true } as unknown as Entry;
  expect(due([newer], now).batch).toMatchObject([{ id: "a", body: newer.body, v: 2, extra: true }]);
});
