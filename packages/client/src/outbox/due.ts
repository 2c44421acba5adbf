import { ENVELOPE_BYTES } from "@aftertask/schema/words";
import { type Entry, isDead, isOpen } from "./entry.js";
import { evict } from "./evict.js";
import { claim, OUTBOX_AGE } from "./outbox.js";
import type { Sender } from "./ports.js";

export interface Due {
  /** What one request carries, claimed: oldest first, within 20 ratings and 48 KiB. */
  batch: Entry[];
  /** Milliseconds until something else is due; `Infinity` when nothing is. */
  nextIn: number;
  /** What the outbox holds from now on. */
  kept: readonly Entry[];
}

/** Bytes that leave room for the members of the envelope beside the ratings. */
const FRAME = 1024;

/**
 * Chooses what is sent next, and forgets the dead after 30 days, or earlier when there are too many.
 * @param entries oldest first
 * @param at the time on the wall, in milliseconds
 * @param limit the most ratings in one request; below 1, it only looks
 * @param eagerBefore ratings put off before this time are worth an early attempt; 0 when none is
 */
export function due(
  entries: readonly Entry[],
  sender: Omit<Sender, "sdk">,
  at: number,
  limit: number,
  eagerBefore: number,
): Due {
  const batch: Entry[] = [];
  let nextIn = Infinity;
  let room = ENVELOPE_BYTES - FRAME;
  const kept = entries.flatMap((entry) => {
    const wait = dueIn(entry, sender, at, eagerBefore);
    if (!wait && batch.length + 1 <= limit && (room -= entry.bytes + 1) >= 0) {
      const claimed = claim(entry, sender.by, at);
      batch.push(claimed);
      return claimed;
    }
    nextIn = Math.min(nextIn, wait);
    return isDead(entry) && at - entry.since > OUTBOX_AGE ? [] : entry;
  });
  return { batch, nextIn, kept: evict(kept) };
}

function dueIn(entry: Entry, { key, by, under }: Omit<Sender, "sdk">, at: number, eagerBefore: number): number {
  const { since } = entry;
  if (entry.key !== key || (isOpen(entry) && entry.by === by) || (isDead(entry) && entry.under === under))
    return Infinity;
  // A start that lies in the future means that the clock was put back: nobody is to wait until it gets there.
  return since > at || (!entry.firm && since < eagerBefore) ? 0 : Math.max(0, since + entry.delay - at) || 0;
}
