import { createGroupCount, type GroupCount } from "@aftertask/insights";
import type { IsoWeek, ReportRow } from "@aftertask/schema/words";
import type { PublishedRow } from "../store/published.js";
import { type Answer, hex } from "../store/row.js";
import { rowsToKeep } from "./rows-to-keep.js";

/**
 * The rows of one week, with what has to be known of them when the minimum is raised later: one per touchpoint and
 * instrument, since scores of two scales have no common share.
 * @param answers of one project and one week, ordered by touchpoint and instrument, in slices
 * @param minimumGroup the project's, in people; ratings may ask for more
 */
export async function countWeek(
  week: IsoWeek,
  answers: Slices,
  minimumGroup: number,
): Promise<readonly PublishedRow[]> {
  const rows = rowsToKeep();
  let group: Group | undefined;
  for await (const slice of answers)
    for (const { touchpoint, instrument, rater, score, channel, minimumGroup: promised } of slice) {
      if (group?.touchpoint !== touchpoint || group.instrument !== instrument) {
        if (group) rows.add(rowOf(week, group, minimumGroup));
        group = { touchpoint, instrument, count: createGroupCount(instrument) };
      }
      group.count.add({ rater: rater && hex(rater), score, minimumGroup: promised, ...(channel && { channel }) });
    }
  if (group) rows.add(rowOf(week, group, minimumGroup));
  return rows.all;
}

type Slices = AsyncIterable<readonly Answer[]>;

/** Answers to one question at one touchpoint, counted as they come: there may be more than memory holds. */
interface Group extends Pick<Answer, "touchpoint" | "instrument"> {
  count: GroupCount;
}

function rowOf(week: IsoWeek, { touchpoint, instrument, count }: Group, minimumGroup: number): PublishedRow {
  const summary = count.summary(minimumGroup);
  if (!summary.shown) return { people: 0, row: { touchpoint, week, shown: false } };
  return {
    people: summary.people,
    row: {
      touchpoint,
      week,
      instrument,
      audience: null,
      provider: null,
      shown: true,
      answered: summary.answered,
      top2: summary.top2,
      band: summary.band,
      responseRate: null,
    },
  };
}

/**
 * Rows of one week as a report shows them. What was published among fewer people than are asked for now is suppressed.
 * Groups that are too small leave one row per touchpoint, which says no more than that something is there.
 */
export function showAmong(rows: readonly PublishedRow[], minimumGroup: number): ReportRow[] {
  const shown: ReportRow[] = [];
  const suppressed = new Map<string, ReportRow>();
  for (const { people, row } of rows) {
    const { touchpoint, week } = row;
    if (row.shown && people >= minimumGroup) shown.push(row);
    else suppressed.set(touchpoint, { touchpoint, week, shown: false });
  }
  return [...shown, ...suppressed.values()].toSorted((one, other) => (one.touchpoint < other.touchpoint ? -1 : 1));
}
