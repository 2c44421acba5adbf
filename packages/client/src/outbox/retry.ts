const SECOND = 1000;
const MINUTE = 60 * SECOND;

/**
 * Milliseconds until the next attempt, spread so that clients which failed together do not come back together.
 * @param attempts failed attempts in a row, at least 1
 * @param random from 0 up to 1
 */
export function backoff(attempts: number, random: number): number {
  return Math.min(5 * MINUTE, SECOND * 2 ** (attempts - 1)) * (0.25 + 0.75 * random);
}

/** Milliseconds of silence after so many answers in a row that spoke of a wrong address or key. */
export function pauseFor(answers: number): number {
  return Math.min(60, 5 * 2 ** (answers - 1)) * MINUTE;
}

/**
 * Milliseconds left of a wait. A delay and its start are stored rather than a moment, so that a clock which is moved
 * cannot stretch the wait: a start that lies in the future means that the clock was put back, and the wait is over.
 */
export function remaining(wait: { delay: number; setAt: number }, now: number): number {
  return wait.setAt > now ? 0 : Math.max(0, wait.setAt + wait.delay - now);
}
