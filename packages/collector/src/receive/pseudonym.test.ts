import { isoWeekOf, type Rating } from "@aftertask/schema/words";
import * as fc from "fast-check";
import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { DAY } from "../day.js";
import type { Keys } from "../store/keys.js";
import { hex } from "../store/row.js";
import { createMac, createPseudonymiser } from "./pseudonym.js";
import { reduce } from "./reduce.js";

const RATING: Rating = {
  id: "0b5c1f0e-3a52-4d38-9a1c-6f5f0b7a2c11",
  touchpoint: "hr.benefits-paperwork",
  instrument: "outcome5",
  score: 4,
  ratedAt: "2026-11-21T09:29:48Z",
  task: "BEN-1042",
  person: "ana",
};
const NOW = Date.UTC(2026, 10, 21);
const WEEK = 7 * DAY;

/** Every key differs, and is the same whenever it is asked for. */
const keys: Keys = {
  secret: async (...name) => new TextEncoder().encode(name.join("/")),
  destroyUpTo: async () => 0,
  all: async () => [],
  adopt: async () => {},
};

async function row(change: Partial<Rating> = {}, now = NOW, project = "pk_intranet") {
  const rating = { ...RATING, ...change };
  return createPseudonymiser(keys).row(
    rating,
    reduce(rating, { key: project, minimumGroup: 5 }, isoWeekOf(now)),
    "2026-11-21",
  );
}

test("the written-out HMAC is the one that Node computes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.string(), fc.string(), (secret, one, two) => {
      const expected = createHmac("sha256", secret).update(`${one}\0${two}`).digest("hex").slice(0, 32);
      expect(hex(createMac(secret)(one, two))).toBe(expected);
    }),
  );
});

test("a person is the same rater within project, touchpoint and counted week, and nowhere else", async () => {
  const rater = (await row()).rating.rater;
  expect((await row({ id: "6f1cbb0a-6ab5-4a5e-9d0a-0c8f0b9c7c55", task: "BEN-2", score: 1 })).rating.rater).toEqual(
    rater,
  );
  expect((await row({ person: "ben" })).rating.rater).not.toEqual(rater);
  expect((await row({ touchpoint: "it.access-request" })).rating.rater).not.toEqual(rater);
  expect((await row({}, NOW + WEEK)).rating.rater).not.toEqual(rater);
  expect((await row({}, NOW, "pk_other")).rating.rater).not.toEqual(rater);
});

test("a rating that comes late has the rater of the week in which it is counted", async () => {
  const late = await row({ ratedAt: "2026-11-10T00:00:00Z", id: "6f1cbb0a-6ab5-4a5e-9d0a-0c8f0b9c7c55" });
  expect(late.rating.rater).toEqual((await row()).rating.rater);
});

test("a rating without a person has no rater", async () => {
  expect((await row({ person: undefined })).rating.rater).toBeNull();
});

test("the ledger knows touchpoint, task, round and person, whatever the week", async () => {
  const ledger = (await row()).ledger;
  expect((await row({ round: 1, score: 1, id: "6f1cbb0a-6ab5-4a5e-9d0a-0c8f0b9c7c55" }, NOW + WEEK)).ledger).toEqual(
    ledger,
  );
  for (const change of [{ round: 2 }, { task: "BEN-1043" }, { person: "ben" }, { touchpoint: "it.access-request" }])
    expect((await row(change)).ledger).not.toEqual(ledger);
});

test("a rating without a task leaves nothing in the ledger", async () => {
  expect((await row({ task: undefined })).ledger).toBeNull();
});

test("what belongs together cannot be shifted from one member to the next", async () => {
  const one = await row({ task: "a", person: "bc" });
  const other = await row({ task: "ab", person: "c" });
  expect(one.ledger).not.toEqual(other.ledger);
});

test("a random id stays, an id that tells a time is replaced", async () => {
  expect(hex((await row()).rating.id)).toBe(RATING.id.replaceAll("-", ""));
  const timed = "01998f3a-7c00-7d38-9a1c-6f5f0b7a2c11";
  const id = hex((await row({ id: timed })).rating.id);
  expect(id).toHaveLength(32);
  expect(id).not.toContain(timed.slice(0, 8));
  expect(hex((await row({ id: timed })).rating.id)).toBe(id);
});
