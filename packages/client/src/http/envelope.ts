import { WIRE_VERSION } from "@aftertask/schema/words";
import type { Entry } from "../outbox/entry.js";
import type { Sender } from "../outbox/ports.js";
import { timeOf, toJson } from "./json.js";

/**
 * The request body: an envelope around the ratings, or one rating alone. The stored bytes of each are put in as they are:
 * what travels is what was written at the first tap, whatever version of this file sends it. Only an endpoint that is not
 * ours gets less than that.
 * @param now milliseconds, by the clock on the wall
 * @param lost ratings that were given up since the last delivery, by reason
 */
export function requestBody(
  { key, sdk, foreign, single }: Pick<Sender, "key" | "sdk" | "foreign" | "single">,
  now: number,
  lost: Readonly<Record<string, number>>,
  batch: readonly Pick<Entry, "body">[],
): string {
  const ratings = batch.map(({ body }) => (foreign ? foreign.withoutTraces(body) : body));
  if (single) return `${ratings}`;
  const frame = toJson({ version: WIRE_VERSION, key, sdk, sentAt: foreign ? undefined : timeOf(now), lost });
  return `${frame.slice(0, -1)},"ratings":[${ratings}]}`;
}
