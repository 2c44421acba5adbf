import type { ReportRow } from "@aftertask/schema/words";

/** The rows of a report that has room for no more, and how many of suppressed groups it has no room for. */
export interface Fitted {
  rows: ReportRow[];
  leftOut: number;
}

/**
 * Groups that are too small to be shown make room for those that show something, the oldest first: whoever invents
 * touchpoints must not be able to hide a report.
 * @param rows by week
 * @param most rows of one report
 * @returns nothing where what is shown has no room itself
 */
export function makeRoom(rows: readonly ReportRow[], most: number): Fitted | undefined {
  let room = most - rows.filter(({ shown }) => shown).length;
  if (room < 0) return undefined;
  const fitting = rows.toReversed().filter(({ shown }) => shown || room-- > 0);
  return { rows: fitting.toReversed(), leftOut: rows.length - fitting.length };
}
