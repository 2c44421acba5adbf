import type { Problem } from "@aftertask/schema/words";

/** One rating in the outbox. Times are milliseconds since 1970, by the clock on the wall. */
export interface Entry {
  /** Version of this record. Members may be added, none is ever renamed or removed. */
  v: 1;
  id: string;
  /** Key of the project it belongs to. An outbox is shared by every client of the origin. */
  key: string;
  /** The rating as JSON, serialised once: every attempt sends these bytes. */
  body: string;
  /** UTF-8 bytes of `body`. */
  bytes: number;
  addedAt: number;
  /** The last edit. */
  touchedAt: number;
  /** Failed attempts in a row. */
  attempts: number;
  state: State;
}

export type State =
  /** Can still be edited; nothing is sent. Every other state is sealed. */
  | { name: "open" }
  /** Due now. */
  | { name: "ready" }
  /** A page is sending it. Advisory: it saves traffic, and nothing is wrong when two pages send. */
  | { name: "claimed"; by: string; until: number }
  /** Due `delay` after `setAt`; not before, if it is `firm`, for the endpoint named the time. */
  | { name: "waiting"; delay: number; setAt: number; firm: boolean }
  /** The endpoint can never accept it, as it is `under` (endpoint and sender) now. */
  | { name: "dead"; problem: Problem; at: number; under: string };

/** How long a claim holds, in milliseconds: longer than an attempt may take. */
export const CLAIM = 20_000;

/** Milliseconds after which an open record that nobody touched may be sealed by any page. */
export const STALE = 10 * 60_000;
