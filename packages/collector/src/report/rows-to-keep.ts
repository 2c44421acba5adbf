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
 */
export function rowsToKeep(most = DEFAULT_LIMITS.reportRows): RowsToKeep {
  const all: PublishedRow[] = [];
  let room = most;
  let last: PublishedRow | undefined;
  let suppressed: string | undefined;
  return {
    all,
    add(published) {
      const { shown, touchpoint } = published.row;
      if (shown) all.push(published);
      else if (touchpoint !== suppressed) {
        suppressed = touchpoint;
        if (room-- > 0) all.push((last = published));
        else if (last) last.others = (last.others ?? 0) + 1;
      }
    },
  };
}

/** Suppressed touchpoints of a week that have no row of their own. */
export function othersIn(rows: readonly PublishedRow[]): number {
  return rows.reduce((sum, { others = 0 }) => sum + others, 0);
}
