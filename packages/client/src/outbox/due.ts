import { ENVELOPE_BYTES, RATING_BYTES } from "@aftertask/schema/words";
import { type Entry, isDead, isOpen } from "./entry.js";
import { evict } from "./evict.js";
import { claim } from "./outbox.js";
import type { Sender } from "./ports.js";
import { STALE } from "./timing.js";

/** What has failed so often, some hours long, goes alone: it may be what the others suffer from. */
const ALONE_AFTER = 100;

/** Who looks: its project, its own mark, and what it refuses to send again. */
type Looker = Pick<Sender, "key" | "by" | "under">;

export type Due = [
  /** What the outbox holds from now on. */
  kept: readonly Entry[],
  /** What one request carries, claimed: in the order given, within the limit and 48 KiB. */
  batch: Entry[],
  /** Milliseconds until something else is due; `Infinity` when nothing is. */
  nextIn: number,
];

/** Chooses what is sent next.
 * @param at the time on the wall, in milliseconds
 * @param limit the most ratings in one request
 * @param eagerBefore ratings put off before this time are worth an early attempt; 0 when none is
 */
export function due(
  entries: readonly Entry[],
  { key, by, under }: Looker,
  at: number,
  limit: number,
  eagerBefore: number,
): Due {
  const batch: Entry[] = [];
  let nextIn = Infinity;
  // A kilobyte less: room for the members of the envelope beside the ratings.
  let room = ENVELOPE_BYTES - 1024;

  const isOwn = (entry: Entry) => entry.by === by;
  const isNotOurs = (entry: Entry) =>
    !entry.body ||
    entry.key !== key ||
    (isOwn(entry) && isOpen(entry)) ||
    (isDead(entry) && `${entry.under}`.split("\n").includes(under));
  // A claim of an earlier round here has come to nothing: the page was frozen, or fewer are to go at once.
  // A start that lies in the future means that the clock was put back: nobody is to wait until it gets there. A little of
  // that does not seal what somebody edits.
  const isFree = (entry: Entry) =>
    isOwn(entry) || entry.since > at + (isOpen(entry) ? STALE : 0) || (!entry.firm && entry.since < eagerBefore);

  const kept = evict(entries, at).map((entry) => {
    const wait = isNotOurs(entry) ? Infinity : isFree(entry) ? 0 : Math.max(0, entry.since + entry.delay - at) || 0;
    // A record of another version may not know its size, or be larger than what one request carries.
    const fits = () =>
      batch.length + 1 <= limit && (room -= (entry.bytes || RATING_BYTES) + 1) >= 0 && !(entry.attempts > ALONE_AFTER);
    if (!wait && (fits() || !batch[0])) {
      entry = claim(entry, by, at);
      batch.push(entry);
    } else nextIn = Math.min(nextIn, wait);
    return entry;
  });
  return [kept, batch, nextIn];
}
