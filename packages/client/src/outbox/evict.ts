import { OUTBOX_BYTES, OUTBOX_RATINGS } from "@aftertask/schema/words";
import { type Entry, isDead } from "./entry.js";

/** Whether these are more ratings, or more bytes, than the outbox may hold. */
export function isTooMuch(entries: readonly Entry[]): boolean {
  return entries.length > OUTBOX_RATINGS || entries.reduce((sum, { bytes }) => sum + bytes, 0) > OUTBOX_BYTES;
}

/** The dead make room, the first ones first and no more than needed. A live rating is never given up. */
export function evict(entries: readonly Entry[]): readonly Entry[] {
  const first = entries.find(isDead);
  return first && isTooMuch(entries) ? evict(entries.filter((entry) => entry !== first)) : entries;
}
