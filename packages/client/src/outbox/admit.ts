import type { RatingInput } from "../client.types.js";
import { demand } from "../errors.js";
import { toJson } from "../http/envelope.js";
import { RATING_BYTES } from "./bounds.js";
import type { Entry } from "./entry.js";

export interface Admission {
  /** Key of the project. */
  key: string;
  /** Makes the id, unless the rating brings one. */
  newId(): string;
  /** UTF-8 bytes of a text. */
  sizeOf(text: string): number;
}

/**
 * A rating becomes an open entry: serialised here, once. Only what is no rating at all, or more than 16 KiB, is refused,
 * with `AftertaskUsageError`; the rest is the endpoint's to judge, which may know more than this version.
 * @param at the time on the wall, in milliseconds
 */
export function admit(rating: RatingInput, { key, newId, sizeOf }: Admission, at: number): Entry {
  const { id = newId(), ratedAt = new Date(at).toISOString(), touchpoint, instrument, score } = rating;
  demand(
    [id, touchpoint, instrument].every((text) => text && typeof text === "string") &&
      (score === null || Number.isInteger(score)),
    "rating",
    "an object with touchpoint, instrument and score",
  );
  const body = toJson({ ...rating, id, ratedAt });
  const bytes = sizeOf(body);
  demand(bytes <= RATING_BYTES, "comment", `shorter: a rating has at most ${RATING_BYTES} bytes`);
  return { v: 1, id, key, body, bytes, addedAt: at, touchedAt: at, attempts: 0, state: { name: "open" } };
}
