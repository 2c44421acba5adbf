/** Why an attempt brought nothing, as the client's events name it. */
export type Because = "offline" | "unreachable" | "busy" | "paused";

/**
 * Milliseconds until the next attempt: a second and more, up to 5 minutes, spread so that clients which failed together do
 * not come back together. An address or a key that was wrong is asked again rarely, from 5 minutes to an hour.
 * @param because `paused` means address or key
 * @param attempts failed attempts in a row, at least 1
 * @param random from 0 up to 1
 */
export function pause(because: Because, attempts: number, random: number): number {
  return because === "paused"
    ? Math.min(3_600_000, 150_000 * 2 ** attempts)
    : Math.min(300_000, 500 * 2 ** attempts) * (0.25 + 0.75 * random);
}
