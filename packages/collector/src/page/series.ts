import type { ReportRow, ShownRow, SuppressedRow } from "@aftertask/schema/words";

/**
 * Weeks that may be read as one line: the same touchpoint, instrument, audience and provider. `latest` is the newest
 * week that is shown; a series without one is a touchpoint of which nothing may be shown.
 */
export interface Series {
  /** Unlike every other series' in the report. */
  id: string;
  touchpoint: string;
  latest: ShownRow | null;
  /** Newest week first. */
  rows: ReportRow[];
}

/**
 * Puts the rows of a report into series: first those with something to show, then the touchpoints without, each by
 * name. A suppressed row says nothing of its instrument, so it stands in every series of its touchpoint that
 * has no row for that week.
 */
export function seriesOf(rows: readonly ReportRow[]): Series[] {
  const touchpoints = new Map<string, ReportRow[]>();
  for (const row of rows) {
    const own = touchpoints.get(row.touchpoint);
    if (own) own.push(row);
    else touchpoints.set(row.touchpoint, [row]);
  }
  const named = [...touchpoints].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const all = named.flatMap(([touchpoint, own]) => seriesOfTouchpoint(touchpoint, own));
  return [...all.filter(({ latest }) => latest !== null), ...all.filter(({ latest }) => latest === null)];
}

function seriesOfTouchpoint(touchpoint: string, own: readonly ReportRow[]): Series[] {
  const suppressed = onePerWeek(own.filter((row) => !row.shown));
  const lines = new Map<string, ShownRow[]>();
  for (const row of own.filter((candidate) => candidate.shown)) {
    const id = JSON.stringify([touchpoint, row.instrument, row.audience, row.provider]);
    lines.set(id, [...(lines.get(id) ?? []), row]);
  }
  if (lines.size === 0) return [{ id: touchpoint, touchpoint, latest: null, rows: suppressed.toSorted(newestFirst) }];
  return [...lines].map(([id, shown]) => {
    const weeks = new Set(shown.map((row) => row.week));
    const line = [...shown, ...suppressed.filter((row) => !weeks.has(row.week))];
    return { id, touchpoint, latest: shown.toSorted(newestFirst)[0] ?? null, rows: line.toSorted(newestFirst) };
  });
}

function onePerWeek(rows: readonly SuppressedRow[]): SuppressedRow[] {
  return [...new Map(rows.map((row) => [row.week, row])).values()];
}

// ISO weeks of four-digit years sort as text.
function newestFirst(one: ReportRow, other: ReportRow): number {
  return one.week < other.week ? 1 : one.week > other.week ? -1 : 0;
}
