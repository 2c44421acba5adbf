import { summariseGroup } from "@aftertask/insights";
import type { IsoWeek, ReportRow } from "@aftertask/schema/words";
import type { PublishedRow } from "../store/published.js";
import { type Answer, hex } from "../store/row.js";

/**
 * The rows of one week: one per touchpoint and instrument, since scores of two scales have no common share. Groups that
 * are too small leave one row per touchpoint, which says no more than that something is there.
 * @param answers of one project and one week, ordered by touchpoint and instrument
 * @param minimumGroup the project's, in people; ratings may ask for more
 */
export function publishWeek(week: IsoWeek, answers: readonly Answer[], minimumGroup: number): ReportRow[] {
  return showAmong(countWeek(week, answers, minimumGroup), minimumGroup);
}

/** The same rows with what has to be known of them when the minimum is raised later. */
export function countWeek(week: IsoWeek, answers: readonly Answer[], minimumGroup: number): PublishedRow[] {
  return groupsOf(answers).map((group) => {
    const [{ touchpoint, instrument }] = group;
    const summary = summariseGroup(
      group.map((answer) => ({
        rater: answer.rater && hex(answer.rater),
        score: answer.score,
        instrument,
        minimumGroup: answer.minimumGroup,
        ...(answer.channel && { channel: answer.channel }),
      })),
      minimumGroup,
    );
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
  });
}

/** Rows of one week as a report shows them. What was published among fewer people than are asked for now is suppressed. */
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

type Group = [Answer, ...Answer[]];

function groupsOf(answers: readonly Answer[]): Group[] {
  const groups: Group[] = [];
  for (const answer of answers) {
    const group = groups.at(-1);
    if (group?.[0].touchpoint === answer.touchpoint && group[0].instrument === answer.instrument) group.push(answer);
    else groups.push([answer]);
  }
  return groups;
}
