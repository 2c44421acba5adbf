/**
 * Milliseconds until the next attempt, spread so that clients which failed together do not come back together.
 * @param attempts failed attempts in a row, at least 1
 * @param random from 0 up to 1
 */
export function backoff(attempts: number, random: number): number {
  return Math.min(300_000, 500 * 2 ** attempts) * (0.25 + 0.75 * random);
}

/** Milliseconds until an address or a key that was wrong is asked again: rarely, from 5 minutes to an hour. */
export function probe(attempts: number): number {
  return Math.min(3_600_000, 150_000 * 2 ** attempts);
}
