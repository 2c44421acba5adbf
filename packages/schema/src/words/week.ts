/** An ISO 8601 week in UTC: `2026-W47`. */
export type IsoWeek = string;

/** The form of an ISO week, `2026-W47`; the collector refuses any other. Not every year has the week 53 that it admits. */
export const ISO_WEEK = /^\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])$/;

const DAY = 86_400_000;

/**
 * The ISO week that a moment falls in. A week belongs to the year that holds its Thursday.
 * @param time milliseconds since 1970, UTC
 */
export function isoWeekOf(time: number): IsoWeek {
  const thursday = thursdayOf(time);
  const year = new Date(thursday).getUTCFullYear();
  const number = Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY)) + 1;
  return `${year}-W${String(number).padStart(2, "0")}`;
}

/** Weeks from Monday to Sunday, in UTC, counted since 1970: the same number for the whole of an ISO week, and shorter than its name. */
export function weekNumberOf(time: number): number {
  // The first of January 1970 was a Thursday.
  return Math.floor((Math.floor(time / DAY) + 3) / 7);
}

/** Milliseconds since 1970 at which the week begins: Monday, 00:00 UTC. */
export function startOfIsoWeek(week: IsoWeek): number {
  const firstThursday = thursdayOf(Date.UTC(Number(week.slice(0, 4)), 0, 4));
  return firstThursday + (Number(week.slice(6)) - 1) * 7 * DAY - 3 * DAY;
}

function thursdayOf(time: number): number {
  const midnight = Math.floor(time / DAY) * DAY;
  const daysSinceMonday = (new Date(midnight).getUTCDay() + 6) % 7;
  return midnight + (3 - daysSinceMonday) * DAY;
}
