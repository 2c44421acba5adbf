import { ENVELOPE_BYTES, OUTBOX_AGE } from "./bounds.js";
import { CLAIM, type Entry, STALE } from "./entry.js";
import { byAge, claim } from "./outbox.js";
import { remaining } from "./retry.js";

/** The circumstances that decide what is sent next. */
export interface Now {
  /** The time on the wall, in milliseconds. */
  at: number;
  /** Key of the project that this client sends for. */
  key: string;
  /** Endpoint and sender. */
  under: string;
  /** This client's own mark on claims. */
  by: string;
  /** The most ratings in one request; below 1, it only looks. */
  limit: number;
  /** Ratings put off before this time are worth an early attempt; 0 when none is. */
  eagerBefore: number;
  /** It is open in this page, and someone may be editing it. */
  isOpenHere(id: string): boolean;
}

export interface Due {
  /** What one request carries, claimed: oldest first, within 20 ratings and 48 KiB. */
  batch: Entry[];
  /** Milliseconds until something else is due; `Infinity` when nothing is. */
  nextIn: number;
  /** What the outbox holds from now on. */
  kept: Entry[];
}

/** Bytes that leave room for the members of the envelope beside the ratings. */
const FRAME = 1024;

/** Chooses what is sent next, and forgets the dead after 30 days. */
export function due(entries: readonly Entry[], now: Now): Due {
  const { at, by, key, limit } = now;
  const batch: Entry[] = [];
  const kept: Entry[] = [];
  let nextIn = Infinity;
  let room = ENVELOPE_BYTES - FRAME;
  for (const entry of byAge(entries)) {
    const { state } = entry;
    const wait = entry.key === key ? dueIn(entry, now) : Infinity;
    if (!wait) room -= entry.bytes + 1;
    if (!wait && room >= 0 && batch.length + 1 <= limit) {
      const claimed = claim(entry, by, at);
      batch.push(claimed);
      kept.push(claimed);
    } else {
      nextIn = Math.min(nextIn, wait);
      if (!limit || state.name !== "dead" || at - state.at < OUTBOX_AGE) kept.push(entry);
    }
  }
  return { batch, nextIn, kept };
}

function dueIn({ id, state, touchedAt }: Entry, { at, under, eagerBefore, isOpenHere }: Now): number {
  if (isOpenHere(id)) return Infinity;
  if (state.name === "open") return Math.max(0, STALE - Math.abs(at - touchedAt));
  if (state.name === "waiting") return state.setAt < eagerBefore && !state.firm ? 0 : remaining(state, at);
  if (state.name === "dead" && state.under === under) return Infinity;
  if (state.name !== "claimed") return 0;
  // A claim that ends later than any claim can was made by a clock that has been put back since.
  const left = state.until - at;
  return left > CLAIM ? 0 : Math.max(0, left);
}
