import type { Problem } from "@aftertask/schema/words";

/** One rating in the outbox. Times are milliseconds since 1970, by the clock on the wall. */
export type Entry = Common & State;

interface Common {
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
  /** Failed attempts in a row. */
  attempts: number;
  /** The page that edits it, or whose round claimed it; nobody's when it is free, or sent beside any round. */
  by: string;
  /** When it came into its state: the last edit, the claim, the failure, the refusal. */
  since: number;
  /** Due so long after `since`. A delay and its start rather than a moment: a clock that is moved cannot stretch it. */
  delay: number;
  /** Not to be cut short when success becomes likelier: someone edits it, a page is sending it, or the endpoint named the time. */
  firm: boolean;
}

export type State =
  /** Can still be edited; nothing is sent. */
  | { state: "open" }
  /** Its bytes are final. A claim is a delay of 20 s: it saves traffic, and nothing is wrong when two pages send. */
  | { state: "sealed" }
  /** The endpoint can never accept it, as it is `under` each of these (endpoint and sender, one a line). */
  | { state: "dead"; problem: Problem; under: string };

export const isOpen = ({ state }: Entry): boolean => state === "open";

export type DeadEntry = Extract<Entry, { state: "dead" }>;

export const isDead = (entry: Entry): entry is DeadEntry => entry.state === "dead";
