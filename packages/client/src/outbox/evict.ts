import { OUTBOX_BYTES, OUTBOX_RATINGS } from "@aftertask/schema/words";
import { type Entry, isDead } from "./entry.js";
import { OUTBOX_AGE } from "./timing.js";

/** Whether these are more ratings, or more bytes, than the outbox may hold. */
export function isTooMuch(entries: readonly Entry[]): boolean {
  return entries.length > OUTBOX_RATINGS || entries.reduce((sum, { bytes }) => sum + bytes, 0) > OUTBOX_BYTES;
}

/**
 * The dead go after 30 days; and earlier to make room, the first ones first and no more than needed. A live rating is
 * never given up.
 * @param at the time on the wall, in milliseconds
 */
export function evict(entries: readonly Entry[], at: number): readonly Entry[] {
  const first = entries.find(
    (entry) =>
      isDead(entry) && (at - entry.since > OUTBOX_AGE || isTooMuch(entries.filter(({ key }) => key === entry.key))),
  );
  return first
    ? evict(
        entries.filter((entry) => entry !== first),
        at,
      )
    : entries;
}
