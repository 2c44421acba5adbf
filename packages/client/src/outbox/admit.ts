import { demand, RATING_BYTES } from "@aftertask/schema/words";
import { attempt } from "../attempt.js";
import type { RatingInput } from "../client.types.js";
import { bytesOf, isText, toJson, timeOf } from "../http/json.js";
import type { Entry } from "./entry.js";
import type { Sender } from "./ports.js";
import { STALE } from "./timing.js";

/**
 * A rating becomes an open entry: serialised here, once. Only what is no rating at all, or more than 16 KiB, is refused,
 * with `AftertaskUsageError`; the rest is the endpoint's to judge, which may know more than this version.
 * @param at the time on the wall, in milliseconds
 */
export function admit(
  rating: RatingInput,
  { key, by }: Pick<Sender, "key" | "by">,
  at: number,
  newId: () => string,
): Entry {
  const { id = newId(), ratedAt = timeOf(at), touchpoint, instrument, score } = rating ?? {};
  demand(
    [id, touchpoint, instrument].every(isText) && (score === null || Number.isInteger(score)),
    "rating",
    "an object with touchpoint, instrument and score",
  );
  demand(/\dZ$/.test(ratedAt), "ratedAt", "a time in UTC");
  const body = attempt(() => toJson({ ...rating, id, ratedAt }));
  demand(body, "rating", "what JSON can hold");
  const bytes = bytesOf(body);
  demand(bytes <= RATING_BYTES, "comment", "shorter than 16 KiB");
  return {
    v: 1,
    id,
    key,
    body,
    bytes,
    addedAt: at,
    attempts: 0,
    by,
    since: at,
    delay: STALE,
    firm: true,
    state: "open",
  };
}
