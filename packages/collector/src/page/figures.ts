import { type IsoWeek, startOfIsoWeek } from "@aftertask/schema/words";
import { DAY } from "../day.js";

/** Writes numbers and weeks the way a language does. */
export interface Figures {
  /** @param share from 0 to 1; whole percents, and 0 or 100 only where it is exactly none or all */
  percent(share: number): string;
  /** Two shares as one range, `60–80 %` where the language writes it so. */
  range(low: number, high: number): string;
  count(number: number): string;
  /** First and last day of the week, with the year. */
  days(week: IsoWeek): string;
}

/** @param locale BCP 47 tag */
export function figuresIn(locale: string): Figures {
  const percents = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const counts = new Intl.NumberFormat(locale);
  const dates = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  return {
    percent: (share) => percents.format(inside(share)),
    range: (low, high) => percents.formatRange(inside(low), inside(high)),
    count: (number) => counts.format(number),
    days: (week) => dates.formatRange(startOfIsoWeek(week), startOfIsoWeek(week) + 6 * DAY),
  };
}

function inside(share: number): number {
  return share > 0 && share < 1 ? Math.min(0.99, Math.max(0.01, share)) : share;
}

/** @returns year and number of an ISO week, `2026` and `47` of `2026-W47` */
export function partsOfWeek(week: IsoWeek): { year: string; number: string } {
  return { year: week.slice(0, 4), number: String(Number(week.slice(6))) };
}

/**
 * A name to read, made from a slug: `hr.benefits-paperwork` is *Benefits paperwork*. The slug itself is shown
 * beside it, because only that one is exact.
 */
export function nameOfTouchpoint(slug: string): string {
  const last = slug.slice(slug.lastIndexOf(".") + 1).replaceAll(/[-_]/g, " ");
  return last.charAt(0).toUpperCase() + last.slice(1);
}
