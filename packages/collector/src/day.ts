/** Milliseconds of a day in UTC, where all days are equally long. */
export const DAY = 86_400_000;

/** `2026-11-21`, in UTC. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, "2026-11-21".length);
}
