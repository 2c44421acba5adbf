import type { Arrival } from "./decode.js";

/** What became of the events of one case. */
export interface Score {
  /** Events that the client took. All other numbers are about these. */
  events: number;
  /** Not received by the end of the case. */
  lost: number;
  /** Received more than once. */
  doubled: number;
  /** Still more than one after the receiver has dropped repeated ids; `null` where events carry no id. */
  doubledByOtherIds: number | null;
  /** Requests with events, tries that failed included. */
  requests: number;
  /** Bytes of their bodies, as they travelled. */
  bytes: number;
}

export function score(
  taken: ReadonlySet<string>,
  arrivals: readonly Arrival[],
  traffic: { requests: number; bytes: number },
): Score {
  const times = new Map<string, number>();
  const ids = new Map<string, Set<string>>();
  let nameless = false;
  for (const { mark, id } of arrivals) {
    if (!taken.has(mark)) continue;
    times.set(mark, (times.get(mark) ?? 0) + 1);
    if (id === null) nameless = true;
    else ids.set(mark, (ids.get(mark) ?? new Set()).add(id));
  }
  return {
    events: taken.size,
    lost: taken.size - times.size,
    doubled: [...times.values()].filter((count) => count > 1).length,
    doubledByOtherIds: nameless ? null : [...ids.values()].filter(({ size }) => size > 1).length,
    ...traffic,
  };
}

/** The same with the word of the receiver's own database, which has one row for each event that it has kept. */
export function byRows(given: Score, taken: ReadonlySet<string>, rows: readonly string[]): Score {
  const kept = new Map<string, number>();
  for (const id of rows) if (taken.has(id)) kept.set(id, (kept.get(id) ?? 0) + 1);
  const doubledByOtherIds = [...kept.values()].filter((count) => count > 1).length;
  return { ...given, lost: taken.size - kept.size, doubledByOtherIds };
}
