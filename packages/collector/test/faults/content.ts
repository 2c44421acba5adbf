import type { Rating } from "@aftertask/schema/words";
import { createHash } from "node:crypto";
import type { StoredRating } from "../../src/store/sqlite/rating-columns.js";

/** The part of a row that came from the sender. */
export type StoredContent = Pick<
  StoredRating,
  "touchpoint" | "instrument" | "score" | "audience" | "provider" | "details"
>;

/** A hash of what may be kept of a rating, made without the collector's own code. */
export function contentOf(rating: Rating): string {
  const { touchpoint, instrument, score, audience, provider, comment, lostTime, reasons } = rating;
  return hashOf([touchpoint, instrument, score, audience, provider, comment, lostTime, reasons?.toSorted()]);
}

/** The same of a row. */
export function storedContentOf({ touchpoint, instrument, score, audience, provider, details }: StoredContent): string {
  const { comment, lostTime, reasons } = JSON.parse(details) as Partial<Rating>;
  return hashOf([touchpoint, instrument, score, audience, provider, comment, lostTime, reasons]);
}

function hashOf(values: readonly unknown[]): string {
  return createHash("sha256")
    .update(JSON.stringify(values.map((value) => value ?? null)))
    .digest("base64");
}
