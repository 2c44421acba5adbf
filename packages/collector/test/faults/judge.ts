import type { Event } from "./history.js";

/** A row of the collector's, as it was read when nobody wrote. */
export interface Kept {
  store: "intake" | "ratings";
  id: string;
  touchpoint: string;
  content: string;
}

/** What was found after a fault. */
export interface Evidence {
  events: readonly Event[];
  kept: readonly Kept[];
  /** What the database itself calls damaged. */
  damage: readonly string[];
  /** Nothing waits in the intake and all was sent again: now each rating must be there, once. Default: no. */
  settled?: boolean;
  /** Answers that the reports of all weeks count. Default: no report was read. */
  reported?: number | undefined;
  /** Milliseconds that the collector took to be ready again, each time. */
  ready?: readonly number[];
}

/** The seven promises, each with what breaks it. */
export interface Judgement {
  sent: number;
  acknowledged: number;
  /** Sent, with no certain answer. */
  unsure: number;
  kept: number;
  /** I1: acknowledged, and not there. */
  lost: string[];
  /** I2: there more than once. */
  twice: string[];
  /** I3: there, and never sent, or answered as not kept. */
  invented: string[];
  /** I4: there, with another content than was sent. */
  altered: string[];
  /** I5 */
  damage: readonly string[];
  /** I6: starts that took too long, in milliseconds. */
  late: number[];
  /** I7: where reports and rows differ. */
  miscounted: string[];
}

/** Milliseconds within which a collector is ready again without help. */
export const READY_WITHIN = 5_000;

/** Holds what a sender knows against what the collector has. */
export function judge(evidence: Evidence): Judgement {
  const { events, kept, damage, settled = false, reported, ready = [] } = evidence;
  const sent = new Map<string, string>();
  const known = new Map<string, "ok" | "fail" | "info">();
  for (const event of events)
    if (!("outcome" in event)) sent.set(event.id, event.content);
    // Whoever was told once that a rating is there may rely on it, whatever a later try came to.
    else if (known.get(event.id) !== "ok") known.set(event.id, event.outcome);

  const rows = new Map<string, Kept[]>();
  for (const row of kept) rows.set(row.id, [...(rows.get(row.id) ?? []), row]);
  const acknowledged = [...known].filter(([, outcome]) => outcome === "ok").map(([id]) => id);
  const denied = (id: string) => known.get(id) === "fail";
  const missing = settled ? [...sent.keys()].filter((id) => !denied(id)) : acknowledged;

  return {
    sent: sent.size,
    acknowledged: acknowledged.length,
    unsure: [...sent.keys()].filter((id) => (known.get(id) ?? "info") === "info").length,
    kept: rows.size,
    lost: missing.filter((id) => !rows.has(id)),
    twice: [...rows].filter(([, own]) => isTwice(own, settled)).map(([id]) => id),
    invented: [...rows.keys()].filter((id) => !sent.has(id) || denied(id)),
    altered: kept.filter(({ id, content }) => sent.has(id) && sent.get(id) !== content).map(({ id }) => id),
    damage,
    late: ready.filter((milliseconds) => milliseconds > READY_WITHIN),
    miscounted:
      reported === undefined || reported === rows.size ? [] : [`${reported} are reported, ${rows.size} are there`],
  };
}

/** A rating on its way is in the intake and among the ratings: the mix copies before it removes. */
function isTwice(rows: readonly Kept[], settled: boolean): boolean {
  return rows.length > (settled ? 1 : new Set(rows.map(({ store }) => store)).size);
}
