import { LIMITS, type Problem } from "@aftertask/schema/words";
import type { Receipt } from "../client.types.js";
import { CLAIM, DAY, type Entry } from "./entry.js";
import { backoff } from "./retry.js";

export type Because = "offline" | "unreachable" | "busy" | "paused";

/** What an attempt said about one rating. Statuses are those of the wire. */
export type Verdict =
  | { status: Receipt["status"] }
  | { status: "invalid" | "refused"; problem: Problem }
  /** Nothing yet. `retryAfterMs`: the endpoint named a time, or the way to it is closed for so long. */
  | { status: "retry"; because: Because; retryAfterMs?: number | undefined };

/** What can happen to a rating in the outbox. `at` is the time on the wall, in milliseconds. */
export type OutboxEvent =
  | { type: "edited"; body: string; bytes: number; at: number }
  /** A page is about to send it; whoever does so seals it. */
  | { type: "claimed"; by: string; at: number }
  | {
      type: "answered";
      verdict: Verdict;
      by: string;
      at: number;
      /** From 0 up to 1. */
      random: number;
      /** Endpoint and sender at the time. */
      under: string;
    };

/** What the outside should hear, as the client's events name it. */
export type News =
  | ["delivered", Receipt]
  | ["refused", { id: string; problem: Problem }]
  | ["postponed", { id: string; because: Because; retryInMs: number }]
  | ["dropped", { id: string; because: "expired" | "outbox-full" }];

export interface Step {
  /** What the outbox holds from now on: the same object when nothing changed, nothing when the rating leaves. */
  entry: Entry | undefined;
  news?: News;
}

/**
 * One step in the life of a rating. It leaves the outbox in two ways only: the endpoint confirmed it, or it is too
 * old and an attempt has just failed. Its bytes change in one way only: by an edit while it is open.
 */
export function step(entry: Entry, event: OutboxEvent): Step {
  const { id, state } = entry;
  const { type, at } = event;
  if (type === "edited")
    return { entry: state.name === "open" ? { ...entry, body: event.body, bytes: event.bytes, touchedAt: at } : entry };
  const { by } = event;
  if (type === "claimed") return { entry: { ...entry, state: { name: "claimed", by, until: at + CLAIM } } };

  const { verdict, under } = event;
  if (verdict.status === "retry") {
    const { because, retryAfterMs } = verdict;
    // Expiry needs a failed attempt: a clock put forward must not empty the outbox before it has been tried.
    if (at - entry.addedAt > LIMITS.outboxDays * DAY)
      return { entry: undefined, news: ["dropped", { id, because: "expired" }] };
    const attempts = entry.attempts + 1;
    const delay = retryAfterMs ?? backoff(attempts, event.random);
    const news: News = ["postponed", { id, because, retryInMs: delay }];
    // One that is still open, or that another page has claimed meanwhile, is not ours to put off.
    if (state.name !== "claimed" || state.by !== by) return { entry, news };
    if (because === "paused") return { entry: { ...entry, state: { name: "ready" } }, news };
    return { entry: { ...entry, attempts, state: { name: "waiting", delay, setAt: at, firm: !!retryAfterMs } }, news };
  }
  if (verdict.status === "invalid" || verdict.status === "refused") {
    const { problem } = verdict;
    return { entry: { ...entry, state: { name: "dead", problem, at, under } }, news: ["refused", { id, problem }] };
  }
  return { entry: undefined, news: ["delivered", { id, status: verdict.status }] };
}
