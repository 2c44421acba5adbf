import { LIMITS } from "@aftertask/schema/words";
import type { Entry } from "./entry.js";
import { isDead } from "./outbox.js";

/**
 * What the outbox holds once a new rating has come in: dead ones make room, oldest first and no more than needed.
 * `undefined` when there is no room, for a live rating is never given up for a new one.
 */
export function takeIn(entries: readonly Entry[], added: Entry): Entry[] | undefined {
  const kept = [...entries, added].sort((a, b) => a.addedAt - b.addedAt);
  for (;;) {
    let bytes = 0;
    for (const entry of kept) bytes += entry.bytes;
    if (kept.length <= LIMITS.outboxRatings && bytes <= LIMITS.outboxBytes) return kept;
    const oldest = kept.findIndex(isDead);
    if (oldest < 0) return undefined;
    kept.splice(oldest, 1);
  }
}
