import { ISO_WEEK, type IsoWeek, isoWeekOf, startOfIsoWeek } from "@aftertask/schema/words";
import { DAY } from "./day.js";

/** Whether a text names a week that exists: not every year has the week 53 that the form admits. */
export function isWeek(text: string): text is IsoWeek {
  return ISO_WEEK.test(text) && (!text.endsWith("53") || isoWeekOf(startOfIsoWeek(text)) === text);
}

/** The week that follows. */
export function weekAfter(week: IsoWeek): IsoWeek {
  return isoWeekOf(startOfIsoWeek(week) + 7 * DAY);
}

/**
 * Whether a collector whose clock names a week goes by this open one: it is the same, or the next one, since another clock
 * was ahead, or this one has been. One that is further ahead was opened by a clock that was wrong.
 */
export function isOpenFor(openWeek: IsoWeek, named: IsoWeek): boolean {
  return openWeek === named || openWeek === weekAfter(named);
}
