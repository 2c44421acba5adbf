import type { Problem } from "@aftertask/schema/words";
import type { Receipt } from "../client.types.js";
import { OUTBOX_AGE } from "./bounds.js";
import { CLAIM, type Entry } from "./entry.js";
import { backoff } from "./retry.js";

// One function for each event in the life of a rating: the entry as it is, and the entry as it is to be. A rating leaves
// the outbox in two ways only: the endpoint confirmed it, or it is too old and an attempt has just failed.
// Its bytes change in one way only: by an edit while it is open. Times are milliseconds by the clock on the wall.

export type Because = "offline" | "unreachable" | "busy" | "paused";

/** What an attempt said about one rating. Statuses are those of the wire. */
export type Verdict =
  | { status: Receipt["status"] }
  | { status: "invalid" | "refused"; problem: Problem }
  /** Nothing yet. `retryAfterMs`: the endpoint named a time, or the way to it is closed for so long. */
  | { status: "retry"; because: Because; retryAfterMs?: number | undefined };

/** What the outside should hear, as the client's events name it. */
export type News =
  | ["delivered", Receipt]
  | ["refused", { id: string; problem: Problem }]
  | ["postponed", { id: string; because: Because; retryInMs: number }]
  | ["dropped", { id: string; because: "expired" | "outbox-full" }];

/** The respondent changes a rating. The same entry comes back when it is sealed: the edit is refused. */
export function edit(entry: Entry, { body, bytes, touchedAt }: Pick<Entry, "body" | "bytes" | "touchedAt">): Entry {
  return isOpen(entry) ? { ...entry, body, bytes, touchedAt } : entry;
}

/** A page is about to send a rating; whoever does so seals it. */
export function claim(entry: Entry, by: string, at: number): Entry {
  return { ...entry, state: { name: "claimed", by, until: at + CLAIM } };
}

export interface Attempt {
  at: number;
  /** The mark of the page that sent. */
  by: string;
  /** Endpoint and sender. */
  under: string;
  /** From 0 up to 1. */
  random: number;
}

/**
 * An attempt is over. Gives what the outbox holds from now on (the same entry when nothing changed, none when the rating
 * leaves) and what there is to tell.
 */
export function answer(
  entry: Entry,
  verdict: Verdict,
  { at, by, under, random }: Attempt,
): [next: Entry | undefined, news: News] {
  const { id, state, addedAt } = entry;
  if (verdict.status === "invalid" || verdict.status === "refused") {
    const { problem } = verdict;
    return [{ ...entry, state: { name: "dead", problem, at, under } }, ["refused", { id, problem }]];
  }
  if (verdict.status !== "retry") return [undefined, ["delivered", { id, status: verdict.status }]];

  // Expiry needs a failed attempt: a clock put forward must not empty the outbox before it has been tried.
  if (at - addedAt > OUTBOX_AGE) return [undefined, ["dropped", { id, because: "expired" }]];
  const { because, retryAfterMs } = verdict;
  const attempts = entry.attempts + 1;
  const delay = retryAfterMs ?? backoff(attempts, random);
  const next: Entry =
    // One that is still open, or that another page has claimed meanwhile, is not ours to put off.
    state.name !== "claimed" || state.by !== by
      ? entry
      : because === "paused"
        ? { ...entry, state: { name: "ready" } }
        : { ...entry, attempts, state: { name: "waiting", delay, setAt: at, firm: !!retryAfterMs } };
  return [next, ["postponed", { id, because, retryInMs: delay }]];
}

export function isOpen({ state }: Entry): boolean {
  return state.name === "open";
}

export function isDead({ state }: Entry): boolean {
  return state.name === "dead";
}

/** Oldest first. */
export function byAge(entries: readonly Entry[]): Entry[] {
  const sorted = [...entries];
  sorted.sort((a, b) => a.addedAt - b.addedAt);
  return sorted;
}
