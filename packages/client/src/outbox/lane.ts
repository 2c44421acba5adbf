import { LIMITS } from "@aftertask/schema/words";
import type { Answer } from "../http/answer.js";
import { backoff, pauseFor } from "./retry.js";

/** What this page knows of the way to its endpoint. */
export interface Lane {
  /** The most ratings in one request; what is behind the point does not count. */
  limit: number;
  /** What the last answer meant, and how often in a row. */
  then: Answer["then"];
  times: number;
  /** Milliseconds, by a clock that is never moved: nothing is sent before. */
  quietUntil: number;
  /** The silence is not to be cut short. */
  firm: boolean;
}

export const FRESH_LANE: Lane = { limit: LIMITS.envelopeRatings, then: "go-on", times: 0, quietUntil: 0, firm: false };

/**
 * The lane after an answer.
 * @param size ratings in the request
 * @param ticks milliseconds, by a clock that is never moved
 * @param random from 0 up to 1
 */
export function afterAnswer(lane: Lane, answer: Answer, size: number, ticks: number, random: number): Lane {
  const { then, afterMs } = answer;
  const times = lane.then === then ? lane.times + 1 : 1;
  if (then === "halve") return { ...lane, limit: Math.max(1, size / 2) };
  if (then === "split") return lane;
  if (then === "go-on")
    // Ten ratings that went through allow twice as many in one request again.
    return { ...FRESH_LANE, limit: Math.min(LIMITS.envelopeRatings, lane.limit * 2 ** (size / 10)) };
  const paused = then === "pause";
  const silence = paused ? pauseFor(times) : (afterMs ?? backoff(times, random));
  return { ...lane, then, times, quietUntil: ticks + silence, firm: paused || afterMs !== undefined };
}
