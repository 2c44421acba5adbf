import type { Rate } from "../project.js";
import { Refusal } from "../problem.js";

/** Lets requests pass up to a rate, each name for itself. */
export interface RateLimiter {
  take(name: string, rate: Rate | "unlimited"): Refusal | undefined;
}

export interface RateLimiterOptions {
  /** Milliseconds that never run backwards: `performance.now`. */
  ticks: () => number;
  /** Names that are remembered; the one that was quiet for longest is forgotten first, and is likely to be at rest. */
  most: number;
  /** What there were too many of, for the one who is told to wait: `with this key`. */
  of: string;
}

interface State {
  /** When everything that has passed would have passed at the even rate. */
  even: number;
  /** Up to when those who were refused have been told to wait. */
  told: number;
}

const SECOND = 1_000;

/** Milliseconds that nobody is told to exceed: after that long things may look different. */
const LONGEST_WAIT = 30 * SECOND;

/**
 * Whoever is refused is told a time of their own, one after the other at the even rate: a company that comes back from a
 * power cut does not knock again as one.
 */
export function createRateLimiter({ ticks, most, of }: RateLimiterOptions): RateLimiter {
  const states = new Map<string, State>();

  function stateOf(name: string): State {
    const state = states.get(name) ?? { even: -Infinity, told: -Infinity };
    states.delete(name);
    states.set(name, state);
    const [oldest = name] = states.size > most ? states.keys() : [];
    if (oldest !== name) states.delete(oldest);
    return state;
  }

  return {
    take(name, rate) {
      if (rate === "unlimited") return undefined;
      const state = stateOf(name);
      const now = ticks();
      const space = SECOND / rate.perSecond;
      const even = Math.max(state.even, now) + space;
      // Compared with some tolerance: fractions of a millisecond do not add up exactly.
      if (even - now <= space * rate.burst + 1e-6) {
        state.even = even;
        return undefined;
      }
      state.told = Math.min(Math.max(state.told, now) + space, now + LONGEST_WAIT);
      const wait = Math.max(1, Math.ceil((state.told - now) / SECOND));
      return new Refusal("rate-limited", `Too many requests have come ${of}: send this one again after ${wait} s.`, {
        headers: { "Retry-After": String(wait) },
      });
    },
  };
}
