import { expect, test } from "vitest";
import { KEY, NOON, SENDER } from "../../test/entries.js";
import type { RatingInput } from "../client.types.js";
import { isAftertaskUsageError } from "../errors.js";
import { admit } from "./admit.js";

const RATING: RatingInput = { touchpoint: "it.access-request", instrument: "outcome5", score: 4 };
const take = (rating: unknown) => admit(rating as RatingInput, SENDER, NOON, () => "made");

test("id and time are made when they are missing, and kept when they are given", () => {
  expect(JSON.parse(take(RATING).body)).toEqual({ ...RATING, id: "made", ratedAt: "2026-11-21T12:00:00.000Z" });
  const given = { ...RATING, id: "given", ratedAt: "2026-11-01T08:00:00Z" };
  expect(JSON.parse(take(given).body)).toEqual(given);
});

test("a rating begins open, with its size in bytes", () => {
  expect(take({ ...RATING, comment: "č" })).toMatchObject({ state: "open", key: KEY, by: "me", attempts: 0 });
  expect(take({ ...RATING, comment: "č" }).bytes).toBe(take({ ...RATING, comment: "c" }).bytes + 1);
});

test("'doesn't apply' is a score", () => {
  expect(JSON.parse(take({ ...RATING, score: null }).body)).toMatchObject({ score: null });
});

test.each([
  ["undefined", undefined],
  ["null", null],
  ["a text", "it.access-request"],
  ["nothing", {}],
  ["no touchpoint", { ...RATING, touchpoint: "" }],
  ["a touchpoint that is no text", { ...RATING, touchpoint: 5 }],
  ["no instrument", { ...RATING, instrument: undefined }],
  ["no score", { touchpoint: "a", instrument: "outcome5" }],
  ["a score in words", { ...RATING, score: "4" }],
])("%s is refused with the remedy", (_, rating) => {
  expect(() => take(rating)).toThrow("rating must be an object with touchpoint, instrument and score");
});

test.each(["yesterday", "2026-11-21T12:00:00+01:00", "soonZ", 1_763_000_000_000, new Date(NOON)])(
  "a time of the first tap that no endpoint would take is refused: %s",
  (ratedAt) => {
    expect(() => take({ ...RATING, ratedAt })).toThrow("ratedAt must be a time in UTC.");
  },
);

test("more than 16 KiB is refused, and the error is a usage error", () => {
  try {
    take({ ...RATING, comment: "č".repeat(8 * 1024) });
    expect.unreachable();
  } catch (error) {
    expect(isAftertaskUsageError(error)).toBe(true);
    expect(error).toHaveProperty("message", "Aftertask: comment must be shorter than 16 KiB.");
  }
});

test("what JSON cannot hold is refused with the remedy", () => {
  expect(() => take({ ...RATING, context: { size: 1n } })).toThrow("rating must be what JSON can hold.");
});
