import type { Entry } from "../src/outbox/entry.js";
import type { Sender } from "../src/outbox/ports.js";

export const KEY = "pk_intranet";

/** A moment in November 2026, in milliseconds. */
export const NOON = Date.UTC(2026, 10, 21, 12);

export const SENDER: Sender = {
  key: KEY,
  sdk: "client/0",
  foreign: undefined,
  single: false,
  by: "me",
  under: "here",
};

/** An entry that is sealed and due, with what the test cares about laid over it. */
export function entry(over: { id: string } & Partial<Entry>): Entry {
  const body = over.body ?? `{"id":"${over.id}"}`;
  return {
    v: 1,
    key: KEY,
    body,
    bytes: body.length,
    addedAt: NOON,
    attempts: 0,
    by: "",
    since: NOON,
    delay: 0,
    firm: false,
    state: "sealed",
    ...over,
  } as Entry;
}

/** What claims it, until 20 s after `since`. */
export const claimedBy = (by: string, since = NOON) => ({ by, since, delay: 20_000, firm: true });

/** A wait after a failure. */
export const waiting = (delay: number, since = NOON, firm = false) => ({ since, delay, firm });

export const PROBLEM = { type: "https://aftertask.dev/problems/x", title: "No" };
