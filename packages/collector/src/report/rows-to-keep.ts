import { DEFAULT_LIMITS } from "../limits.js";
import type { PublishedRow } from "../store/published.js";

/** Rows of one week as they are kept. */
export interface RowsToKeep {
  readonly all: readonly PublishedRow[];
  /** They come ordered by touchpoint. */
  add(row: PublishedRow): void;
}

/**
 * Of touchpoints that are suppressed one row each, and no more of them than a report has room for: what is published
 * stays for years, and whoever invents touchpoints must not make every report of all that time slow. The rest is counted.
 * @param most suppressed touchpoints that are kept by name, at least one. Default: the rows of the largest report
 */
export function rowsToKeep(most = DEFAULT_LIMITS.reportRows): RowsToKeep {
  const all: PublishedRow[] = [];
  let room = most;
  /** The suppressed row that was kept last: it bears the count of the rest. */
  let last: PublishedRow | undefined;
  /** The suppressed touchpoint that came last. */
  let suppressed: string | undefined;
  return {
    all,
    add(published) {
      const { shown, touchpoint } = published.row;
      if (shown) {
        all.push(published);
        return;
      }
      if (touchpoint === suppressed) return;
      suppressed = touchpoint;
      if (room > 0) {
        room -= 1;
        last = { ...published };
        all.push(last);
      } else if (last) last.others = (last.others ?? 0) + 1;
    },
  };
}

/** Suppressed touchpoints of a week that have no row of their own. */
export function othersIn(rows: readonly PublishedRow[]): number {
  return rows.reduce((sum, { others = 0 }) => sum + others, 0);
}
