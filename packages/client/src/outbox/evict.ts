import { OUTBOX_BYTES, OUTBOX_RATINGS } from "./bounds.js";
import type { Entry } from "./entry.js";
import { byAge, isDead } from "./outbox.js";

/**
 * What the outbox holds once a new rating has come in: dead ones make room, oldest first and no more than needed.
 * `undefined` when there is no room, for a live rating is never given up for a new one.
 */
export function takeIn(entries: readonly Entry[], added: Entry): Entry[] | undefined {
  const kept = byAge([...entries, added]);
  for (;;) {
    let bytes = 0;
    for (const entry of kept) bytes += entry.bytes;
    if (kept.length <= OUTBOX_RATINGS && bytes <= OUTBOX_BYTES) return kept;
    const oldest = kept.findIndex(isDead);
    if (oldest < 0) return undefined;
    kept.splice(oldest, 1);
  }
}
