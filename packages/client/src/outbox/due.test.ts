import { expect, test } from "vitest";
import { claimedBy, entry, KEY, NOON, PROBLEM, SENDER, waiting } from "../../test/entries.js";
import { due } from "./due.js";
import type { Entry } from "./entry.js";

const MINUTE = 60_000;
function choose(entries: Entry[], { at = NOON, limit = 20, eagerBefore = 0, under = "here" } = {}) {
  const [kept, batch, nextIn] = due(entries, { ...SENDER, under }, at, limit, eagerBefore);
  return { kept, batch, nextIn };
}
const ids = (...given: Parameters<typeof choose>) => choose(...given).batch.map(({ id }) => id);

test("at most as many as the limit go, each claimed", () => {
  const found = choose([entry({ id: "a" }), entry({ id: "b" }), entry({ id: "c" })], { limit: 2.9 });
  expect(found.batch).toMatchObject([
    { id: "a", ...claimedBy("me") },
    { id: "b", ...claimedBy("me") },
  ]);
  expect(found.nextIn).toBe(0);
  expect(found.kept).toHaveLength(3);
});

test("a request carries at most 48 KiB, and nothing overtakes what did not fit", () => {
  const large = Array.from({ length: 4 }, (_, index) => entry({ id: `${index}`, bytes: 16 * 1024 }));
  expect(ids([...large, entry({ id: "small" })])).toEqual(["0", "1"]);
});

test("a wait is over after its delay; being eager ends it early, unless it is firm", () => {
  expect(choose([entry({ id: "a", ...waiting(5000) })])).toMatchObject({ batch: [], nextIn: 5000 });
  expect(ids([entry({ id: "a", ...waiting(5000, NOON - 5000) })])).toEqual(["a"]);
  expect(ids([entry({ id: "a", ...waiting(5000) })], { eagerBefore: NOON + 1 })).toEqual(["a"]);
  expect(ids([entry({ id: "a", ...waiting(5000, NOON, true) })], { eagerBefore: NOON + 1 })).toEqual([]);
  expect(ids([entry({ id: "a", ...waiting(5000, NOON + 1) })], { eagerBefore: NOON + 1, at: NOON + 1 })).toEqual([]);
});

test("a clock that was put back ends a wait instead of stretching it", () => {
  expect(ids([entry({ id: "a", ...waiting(5000, NOON + MINUTE, true) })])).toEqual(["a"]);
});

test("a claim is respected until it ends", () => {
  expect(choose([entry({ id: "a", ...claimedBy("them", NOON - 11_000) })]).nextIn).toBe(9000);
  expect(ids([entry({ id: "a", ...claimedBy("them", NOON - 20_000) })])).toEqual(["a"]);
});

test("an open rating is left alone for ten minutes after its last edit, however eager we are", () => {
  const open = entry({ id: "a", state: "open", by: "them", ...waiting(10 * MINUTE, NOON - 4 * MINUTE, true) });
  expect(choose([open], { eagerBefore: NOON + 1 })).toMatchObject({ batch: [], nextIn: 6 * MINUTE });
  expect(ids([open], { at: NOON + 6 * MINUTE })).toEqual(["a"]);
});

test("what is open in this page is not due, however old", () => {
  const open = entry({ id: "a", state: "open", by: "me", since: 0 });
  expect(choose([open])).toMatchObject({ batch: [], nextIn: Infinity });
});

test("a dead rating rests until endpoint or sender change, and is forgotten after 30 days", () => {
  const dead = entry({ id: "a", state: "dead", problem: PROBLEM, under: "here\n" });
  expect(choose([dead])).toMatchObject({ batch: [], nextIn: Infinity, kept: [dead] });
  expect(ids([dead], { under: "there" })).toEqual(["a"]);
  expect(choose([dead], { at: NOON + 31 * 86_400_000 }).kept).toEqual([]);
});

test("too many ratings push the dead out", () => {
  const dead = entry({ id: "a", state: "dead", problem: PROBLEM, under: "here\n" });
  const live = Array.from({ length: 500 }, (_, at) => entry({ id: `l${at}` }));
  expect(choose([dead, ...live]).kept).toHaveLength(500);
});

test("other projects' ratings are kept as they are", () => {
  const other = entry({ id: "a", key: "pk_other" });
  expect(choose([other])).toEqual({ batch: [], nextIn: Infinity, kept: [other] });
});

test("a record from a newer version is sent as it is, and keeps what this version does not know", () => {
  const { id, key, body, bytes, addedAt } = entry({ id: "a" });
  const newer = { v: 2, id, key, body, bytes, addedAt, state: { name: "resting" }, extra: true } as unknown as Entry;
  expect(choose([newer]).batch).toMatchObject([{ id: "a", body, v: 2, extra: true }]);
});

test("a claim of an earlier round here is nothing any more; one of a rating sent beside the rounds is respected", () => {
  expect(ids([entry({ id: "a", ...claimedBy("me") })])).toEqual(["a"]);
  expect(choose([entry({ id: "a", ...claimedBy("") })])).toMatchObject({ batch: [], nextIn: 20_000 });
});

test("the record of another version, without a body or a size, is left alone and holds up nothing", () => {
  const bare = { v: 3, id: "a", key: KEY } as unknown as Entry;
  const sizeless = { ...entry({ id: "b" }), bytes: undefined } as unknown as Entry;
  const found = choose([bare, sizeless, entry({ id: "c" })]);
  expect(found.batch.map(({ id }) => id)).toEqual(["b", "c"]);
  expect(found.kept[0]).toBe(bare);
  expect(choose([bare]).nextIn).toBe(Infinity);
});

test("a state of a later version, its version and its members stay what they are", () => {
  const later = { ...entry({ id: "a" }), v: 2, state: "resting", mood: "good" } as unknown as Entry;
  expect(choose([later]).batch).toMatchObject([{ v: 2, state: "resting", mood: "good", ...claimedBy("me") }]);
});

test("a clock that was put back a little does not seal what another page edits", () => {
  const open = entry({ id: "a", state: "open", by: "them", ...waiting(10 * MINUTE, NOON + MINUTE, true) });
  expect(choose([open]).batch).toEqual([]);
  expect(ids([{ ...open, since: NOON + 11 * MINUTE }])).toEqual(["a"]);
});

test("a record of a later version that is larger than a request goes alone, instead of being looked at for ever", () => {
  const large = entry({ id: "large", bytes: 50_000 });
  expect(ids([large, entry({ id: "small" })])).toEqual(["large"]);
});

test("what has failed for hours goes alone: it may be what the others suffer from", () => {
  const tried = (id: string, attempts: number) => entry({ id, attempts });
  expect(ids([tried("a", 0), tried("b", 100), tried("c", 101)])).toEqual(["a", "b"]);
  expect(ids([tried("c", 101), tried("d", 101)])).toEqual(["c"]);
});

test("a dead record of another version, which does not say where it was refused, is tried once more", () => {
  expect(ids([{ ...entry({ id: "a" }), state: "dead", problem: PROBLEM } as Entry])).toEqual(["a"]);
});
