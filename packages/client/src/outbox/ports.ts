import type { Entry } from "./entry.js";

/** Where entries are kept. Both methods reject when the storage does not work; nothing is half done then. */
export interface OutboxStorage {
  /** Adds an entry, and begins to at once, in the caller's task. An id that is there already keeps what it has. */
  add(entry: Entry): Promise<void>;
  /**
   * Compare and set in one transaction: `decide` sees every entry, or the one of `id`, and says what is to be there
   * instead. It may be called again when the first try failed. `strict`: settles only when the disk has it.
   */
  change(decide: Decide, id?: string, strict?: boolean): Promise<void>;
  close(): void;
}

export type Decide = (entries: Entry[]) => readonly Entry[];

/** What came back from the endpoint, read to its end. */
export interface Reply {
  status: number;
  text: string;
  /** A header; `null` when it is missing, or hidden from other origins. */
  header(name: string): string | null;
}

/** One request under way. */
export interface Sending {
  /** Rejects when there was no reply: the ratings may or may not have arrived. */
  reply: Promise<Reply>;
  abort(): void;
}

/** Posts a request body, and begins to at once, in the caller's task. */
export type Send = (body: string) => Sending;

export interface Clock {
  /** Milliseconds since 1970. May be moved in both directions at any time. */
  wall(): number;
  /** Milliseconds since some moment. Never moved. */
  ticks(): number;
  /** Calls `run` after so many milliseconds; the function that is returned prevents it. */
  after(ms: number, run: () => void): () => void;
}

/** Runs `work` while no other page does; `false`, without running it, when another page does. */
export type Lock = (work: () => Promise<void>) => Promise<boolean>;

/**
 * What a page tells. `leave`: it goes away, for good or into the back-forward cache, and nothing that waits will happen
 * any more. `left`: the respondent is gone though the page is not: the tab has been hidden for 60 s, or the page came
 * back from that cache. `freeze`: it is about to be frozen, and whatever holds a lock has to let go. `wake`: an attempt
 * is worth while, for the tab became visible, the page came back or the network did.
 */
export type PageEvent = "leave" | "left" | "freeze" | "wake";

/** Listens to the page until the function that is returned is called. */
export type WatchPage = (heard: (event: PageEvent) => void) => () => void;

/** Sets or clears the mark in the page's storage that tells a later page to load the client. */
export type WaitingFlag = (waiting: boolean) => void;

/** Everything that the client needs from where it runs. */
export interface Ports {
  storage: OutboxStorage;
  send: Send;
  clock: Clock;
  /** From 0 up to 1. */
  random(): number;
  lock: Lock;
  isOnline(): boolean;
  watchPage: WatchPage;
  setWaiting: WaitingFlag;
  /** A new UUID in lower case. */
  newId(): string;
  /** UTF-8 bytes of a text. */
  sizeOf(text: string): number;
}
