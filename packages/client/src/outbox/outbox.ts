import type { Problem } from "@aftertask/schema/words";
import type { Receipt } from "../client.types.js";
import { type Entry, isDead, isOpen } from "./entry.js";
import { type Because, pause } from "./retry.js";
import { CLAIM, OUTBOX_AGE } from "./timing.js";

// One function for each event in the life of a rating: the entry as it is, and the entry as it is to be. A rating leaves
// the outbox in two ways only: the endpoint confirmed it, or it is too old and an attempt has just failed. (The dead go by
// age, or to make room.)
// Its bytes change in one way only: by an edit while it is open. Times are milliseconds by the clock on the wall.

/** What an attempt said about one rating. */
export type Verdict =
  /** The endpoint has it. */
  | { status: Receipt["status"] }
  /** The endpoint can never accept it. */
  | { problem: Problem }
  /** Nothing yet. `retryInMs`: the endpoint named a time. */
  | { because: Because; retryInMs?: number | undefined; problem?: Problem };

/** What the outside should hear, as the client's events name it. */
export type News =
  | ["delivered", Receipt]
  | ["refused", { id: string; problem: Problem }]
  | ["postponed", { id: string; because: Because; retryInMs: number; problem?: Problem | undefined }]
  | ["dropped", { id: string; because: "expired" | "outbox-full" }];

/**
 * A rating is about to be sent; whoever does so seals it.
 * @param by the page whose round it is
 */
export function claim(entry: Entry, by: string, since: number): Entry {
  // A state of a later version stays what it is.
  const state = isOpen(entry) || isDead(entry) ? "sealed" : entry.state;
  return { ...entry, by, since, delay: CLAIM, firm: true, state };
}

/**
 * What is to be held instead of an entry after an attempt that asks for `next`. What did not end it puts it off only for the
 * page whose own it is: not when it is open, nor when another page has claimed it.
 */
export function settle(entry: Entry, next: Entry | undefined, by: string): Entry | undefined {
  return next && !isDead(next) && (isOpen(entry) || !["", by].includes(entry.by)) ? entry : next;
}

/** How long to leave the endpoint in peace after an attempt that has judged nothing. */
export interface Pause {
  because: Because;
  /** Milliseconds. */
  retryInMs: number;
  /** The endpoint named it. */
  firm: boolean;
}

/**
 * An attempt is over. Gives what the outbox is to hold (nothing when the rating leaves), what there is to tell, and the pause
 * when it has judged nothing.
 * @param under endpoint and sender
 * @param random from 0 up to 1
 */
export function answer(
  entry: Entry,
  verdict: Verdict,
  under: string,
  at: number,
  random: number,
): [next: Entry | undefined, news: News, pause?: Pause] {
  const { id } = entry;
  const free = { ...entry, by: "", since: at };
  if ("status" in verdict) return [undefined, ["delivered", { id, ...verdict }]];
  if (!("because" in verdict)) {
    // It may have been refused under another before, and is not to go back and forth between the two.
    const all = `${"under" in entry ? entry.under : ""}${under}\n`;
    return [{ ...free, ...verdict, state: "dead", under: all }, ["refused", { id, ...verdict }]];
  }

  // A record of another version may not count them.
  const attempts = (entry.attempts || 0) + 1;
  const { because } = verdict;
  const firm = !!verdict.retryInMs;
  const retryInMs = verdict.retryInMs ?? pause(because, attempts, random);
  const rest = { because, retryInMs, firm };
  // Expiry needs a failed attempt: a clock put forward must not empty the outbox before it has been tried.
  if (at - entry.addedAt > OUTBOX_AGE) return [undefined, ["dropped", { id, because: "expired" }], rest];
  return [{ ...free, attempts, delay: retryInMs, firm }, ["postponed", { id, ...verdict, retryInMs }], rest];
}
