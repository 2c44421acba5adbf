import { startOfWeek, WIRE_VERSION } from "@aftertask/schema/words";
import type { Sender } from "../outbox/ports.js";
import { parse, toJson } from "./json.js";

interface Frame {
  /** ISO 8601. */
  sentAt: string;
  /** Ratings that were given up since the last delivery, by reason. */
  lost: Readonly<Record<string, number>>;
}

/**
 * The request body: an envelope around the ratings, or one rating alone. The stored bytes of each are put in as they are:
 * what travels is what was written at the first tap, whatever version of this file sends it. Only an endpoint that is not
 * ours gets less than that.
 */
export function requestBody(
  { key, sdk, acknowledge, body }: Pick<Sender, "key" | "sdk" | "acknowledge" | "body">,
  { sentAt, lost }: Frame,
  stored: readonly string[],
): string {
  const foreign = acknowledge === "status";
  const ratings = `${foreign ? stored.map(withoutTraces) : stored}`;
  if (body === "rating") return ratings;
  const frame = toJson({ version: WIRE_VERSION, key, sdk, sentAt: foreign ? undefined : sentAt, lost });
  return `${frame.slice(0, -1)},"ratings":[${ratings}]}`;
}

/** Who knows nothing of Aftertask makes no pseudonyms of these, and mixes no times. */
function withoutTraces(rating: string): string {
  const known = parse(rating);
  const ratedAt = new Date(startOfWeek(Date.parse(`${known["ratedAt"]}`) || 0)).toISOString();
  return toJson({ ...known, task: undefined, round: undefined, person: undefined, ticket: undefined, ratedAt });
}
