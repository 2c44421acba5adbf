import type { Entry } from "../src/outbox/entry.js";

export const KEY = "pk_intranet";

/** A moment in November 2026, in milliseconds. */
export const NOON = Date.UTC(2026, 10, 21, 12);

/** An entry that is ready, with what the test cares about laid over it. */
export function entry(over: Partial<Entry> & { id: string }): Entry {
  const body = over.body ?? `{"id":"${over.id}"}`;
  return {
    v: 1,
    key: KEY,
    body,
    bytes: body.length,
    addedAt: NOON,
    touchedAt: NOON,
    attempts: 0,
    state: { name: "ready" },
    ...over,
  };
}
