import { OUTBOX_DAYS, type Problem } from "@aftertask/schema/words";
import type { Receipt } from "../client.types.js";
import { CLAIM, type Entry, isDead, isOpen } from "./entry.js";
import { backoff } from "./retry.js";

// One function for each event in the life of a rating: the entry as it is, and the entry as it is to be. A rating leaves
// the outbox in two ways only: the endpoint confirmed it, or it is too old and an attempt has just failed.
// Its bytes change in one way only: by an edit while it is open. Times are milliseconds by the clock on the wall.

export type Because = "offline" | "unreachable" | "busy" | "paused";

/** What an attempt said about one rating. */
export type Verdict =
  /** The endpoint has it. */
  | { status: Receipt["status"] }
  /** The endpoint can never accept it. */
  | { problem: Problem }
  /** Nothing yet. `retryAfterMs`: the endpoint named a time, or the way to it is closed for so long. */
  | { because: Because; retryAfterMs?: number | undefined; problem?: Problem };

/** What the outside should hear, as the client's events name it. */
export type News =
  | ["delivered", Receipt]
  | ["refused", { id: string; problem: Problem }]
  | ["postponed", { id: string; because: Because; retryInMs: number; problem?: Problem | undefined }]
  | ["dropped", { id: string; because: "expired" | "outbox-full" }];

/** Milliseconds that a rating may wait, and that one which was refused is kept. */
export const OUTBOX_AGE = OUTBOX_DAYS * 86_400_000;

/** A page is about to send a rating; whoever does so seals it. */
export function claim(entry: Entry, by: string, since: number): Entry {
  const claimed = { ...entry, by, since, delay: CLAIM, firm: true };
  // A state of a later version stays what it is.
  return isOpen(entry) || isDead(entry) ? { ...claimed, state: "sealed" } : claimed;
}

/**
 * An attempt is over. Gives what the outbox is to hold (nothing when the rating leaves) and what there is to tell.
 * @param under endpoint and sender
 * @param random from 0 up to 1
 */
export function answer(
  entry: Entry,
  verdict: Verdict,
  under: string,
  at: number,
  random: number,
): [next: Entry | undefined, news: News] {
  const { id } = entry;
  const free = { ...entry, by: "", since: at };
  if ("status" in verdict) return [undefined, ["delivered", { id, ...verdict }]];
  if (!("because" in verdict))
    return [{ ...free, ...verdict, state: "dead", under, delay: 0 }, ["refused", { id, ...verdict }]];

  // Expiry needs a failed attempt: a clock put forward must not empty the outbox before it has been tried.
  if (at - entry.addedAt > OUTBOX_AGE) return [undefined, ["dropped", { id, because: "expired" }]];
  const { because, retryAfterMs, problem } = verdict;
  // A record of another version may not count them.
  const attempts = (entry.attempts || 0) + 1;
  const delay = retryAfterMs ?? backoff(attempts, random);
  // A wrong address is not the rating's fault: the next page may know a better one, and tries at once.
  const firm = !!retryAfterMs && because !== "paused";
  return [{ ...free, attempts, delay, firm }, ["postponed", { id, because, retryInMs: delay, problem }]];
}
