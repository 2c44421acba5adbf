import { summariseGroup } from "@aftertask/insights";
import type { IsoWeek, ReportRow, SuppressedRow } from "@aftertask/schema/words";
import { type Answer, hex } from "../store/row.js";

/**
 * The rows of one week: one per touchpoint and instrument, since scores of two scales have no common share. Groups that
 * are too small leave one row per touchpoint, which says no more than that something is there.
 * @param answers of one project and one week, ordered by touchpoint and instrument
 * @param minimumGroup the project's, in people; ratings may ask for more
 */
export function publishWeek(week: IsoWeek, answers: readonly Answer[], minimumGroup: number): ReportRow[] {
  const shown: ReportRow[] = [];
  const suppressed = new Map<string, SuppressedRow>();
  for (const group of groupsOf(answers)) {
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
    if (summary.shown)
      shown.push({
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
      });
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
