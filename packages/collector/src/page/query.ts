import type { IsoWeek } from "@aftertask/schema/words";

/** What the reader asked to see. `null` leaves a bound open. */
export interface ReportQuery {
  /** Public key of the project. Default: `pk_intranet`. */
  key: string;
  touchpoint: string | null;
  from: IsoWeek | null;
  to: IsoWeek | null;
}

const DEFAULT_KEY = "pk_intranet";

/**
 * Reads the page's own query string. Values are passed on unjudged: the collector says what is wrong with them,
 * which is better than showing something else than the address promises.
 * @param search such as `?key=pk_intranet&from=2026-W40`
 */
export function readQuery(search: string): ReportQuery {
  const given = new URLSearchParams(search);
  return {
    key: given.get("key") || DEFAULT_KEY,
    touchpoint: given.get("touchpoint") || null,
    from: given.get("from") || null,
    to: given.get("to") || null,
  };
}

/** The query string of a request for the report, without `?`. */
export function writeQuery(query: ReportQuery): string {
  const search = new URLSearchParams({ key: query.key });
  if (query.touchpoint) search.set("touchpoint", query.touchpoint);
  if (query.from) search.set("from", query.from);
  if (query.to) search.set("to", query.to);
  return search.toString();
}

/** The same query with its earlier week first: whoever fills in a range the wrong way round means the range. */
export function inOrder(query: ReportQuery): ReportQuery {
  const { from, to } = query;
  return from !== null && to !== null && from > to ? { ...query, from: to, to: from } : query;
}
