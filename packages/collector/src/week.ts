import { type IsoWeek, isoWeekOf, startOfIsoWeek } from "@aftertask/schema/words";
import { DAY } from "./day.js";

/** The week that follows. */
export function weekAfter(week: IsoWeek): IsoWeek {
  return isoWeekOf(startOfIsoWeek(week) + 7 * DAY);
}
