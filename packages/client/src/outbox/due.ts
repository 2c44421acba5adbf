import { ENVELOPE_BYTES, RATING_BYTES } from "@aftertask/schema/words";
import { type Entry, isDead, isOpen } from "./entry.js";
import { evict } from "./evict.js";
import { claim, OUTBOX_AGE } from "./outbox.js";
import type { Sender } from "./ports.js";

/** Who looks: its project, its own mark, and what it refuses to send again. */
type Looker = Pick<Sender, "key" | "by" | "under">;

export interface Due {
  /** What one request carries, claimed: in the order given, within the limit and 48 KiB. */
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
 * @param flying ids that this page is sending now
 * @param at the time on the wall, in milliseconds
 * @param limit the most ratings in one request; below 1, it only looks
 * @param eagerBefore ratings put off before this time are worth an early attempt; 0 when none is
 */
export function due(
  entries: readonly Entry[],
  sender: Looker,
  flying: ReadonlySet<string>,
  at: number,
  limit: number,
  eagerBefore: number,
): Due {
  const batch: Entry[] = [];
  let nextIn = Infinity;
  let room = ENVELOPE_BYTES - FRAME;
  const kept = entries.flatMap((entry) => {
    const wait = flying.has(entry.id) ? Infinity : dueIn(entry, sender, at, eagerBefore);
    if (!wait && batch.length + 1 <= limit && (room -= (entry.bytes || RATING_BYTES) + 1) >= 0) {
      const claimed = claim(entry, sender.by, at);
      batch.push(claimed);
      return claimed;
    }
    nextIn = Math.min(nextIn, wait);
    return isDead(entry) && at - entry.since > OUTBOX_AGE ? [] : entry;
  });
  return { batch, nextIn, kept: evict(kept) };
}

function dueIn(entry: Entry, { key, by, under }: Looker, at: number, eagerBefore: number): number {
  const { since } = entry;
  const own = entry.by === by;
  // Without a body it is the record of some other version, which knows what to do with it.
  if (!entry.body || entry.key !== key || (own && isOpen(entry)) || (isDead(entry) && entry.under === under))
    return Infinity;
  // A claim of this page's own that it is not sending has come to nothing: the page was frozen, or told to be silent.
  // A start that lies in the future means that the clock was put back: nobody is to wait until it gets there.
  return own || since > at || (!entry.firm && since < eagerBefore) ? 0 : Math.max(0, since + entry.delay - at) || 0;
}
