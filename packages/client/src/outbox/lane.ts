import type { Answer } from "../http/answer.js";
import { ENVELOPE_RATINGS } from "./bounds.js";
import { backoff, pauseFor } from "./retry.js";

/** What this page knows of the way to its endpoint. */
export interface Lane {
  /** The most ratings in one request; what is behind the point does not count. */
  limit: number;
  /** What the last answer meant, and how often in a row. */
  next: Answer["next"];
  times: number;
  /** Milliseconds, by a clock that is never moved: nothing is sent before. */
  quietUntil: number;
  /** The silence is not to be cut short. */
  firm: boolean;
}

export const FRESH_LANE: Lane = { limit: ENVELOPE_RATINGS, next: "go-on", times: 0, quietUntil: 0, firm: false };

/**
 * The lane after an answer.
 * @param ticks milliseconds, by a clock that is never moved
 * @param random from 0 up to 1
 */
export function afterAnswer(lane: Lane, { next, verdicts }: Answer, ticks: number, random: number): Lane {
  const size = verdicts.length;
  const times = lane.next === next ? lane.times + 1 : 1;
  if (next === "halve") return { ...lane, limit: Math.max(1, size / 2) };
  if (next === "split") return lane;
  if (next === "go-on")
    // Ten ratings that went through allow twice as many in one request again.
    return { ...FRESH_LANE, limit: Math.min(ENVELOPE_RATINGS, lane.limit * 2 ** (size / 10)) };
  const [first] = verdicts;
  const asked = next === "pause" ? pauseFor(times) : first?.status === "retry" ? first.retryAfterMs : undefined;
  return { ...lane, next, times, quietUntil: ticks + (asked ?? backoff(times, random)), firm: !!asked };
}
