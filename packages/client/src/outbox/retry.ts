/**
 * Milliseconds until the next attempt, spread so that clients which failed together do not come back together.
 * @param attempts failed attempts in a row, at least 1
 * @param random from 0 up to 1
 */
export function backoff(attempts: number, random: number): number {
  return Math.min(300_000, 500 * 2 ** attempts) * (0.25 + 0.75 * random);
}
