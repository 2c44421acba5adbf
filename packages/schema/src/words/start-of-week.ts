const DAY = 86_400_000;
const WEEK = 7 * DAY;

/** Milliseconds since 1970 at which the week that a moment falls in began: Monday, 00:00 UTC. */
export function startOfWeek(time: number): number {
  // The first of January 1970 was a Thursday.
  return Math.floor((time + 3 * DAY) / WEEK) * WEEK - 3 * DAY;
}
