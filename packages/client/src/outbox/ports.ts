import type { Foreign } from "../http/foreign.js";
import type { Entry } from "./entry.js";
import type { News } from "./outbox.js";

/** Where entries are kept. Both methods reject when the storage does not work; nothing is half done then. */
export interface OutboxStorage {
  /** Adds an entry, and begins to at once, in the caller's task. An id that is there already keeps what it has. */
  add(entry: Entry): Promise<void>;
  /**
   * Compare and set in one transaction: `decide` sees every entry and says what is to be there instead. It may be called
   * again when the first try failed.
   */
  change(decide: Decide): Promise<void>;
  close(): void;
}

export type Decide = (entries: Entry[]) => readonly Entry[];

/** This client, as its entries and requests name it, and how it talks to its endpoint. */
export interface Sender {
  /** Of the project. */
  key: string;
  sdk: string;
  /** The endpoint knows nothing of Aftertask: the status acknowledges. */
  foreign?: Foreign | undefined;
  /** One rating per request. */
  single?: boolean;
  /** Its own mark on what it edits and claims. */
  by: string;
  /** Endpoint and sender: what a dead rating was refused under. */
  under: string;
}

/** Short texts beside the storage, written at once. Reading and writing work wherever the page runs. */
export interface Notes {
  /** Those whose name begins so. */
  read(prefix: string): string[];
  /** Writes, or removes when there is no text. Says whether it survives the page. */
  write(name: string, text?: string | false): boolean;
}

/** What came back from the endpoint, and its body, read to its end. */
export type Reply = readonly [answer: { status: number; headers: ReplyHeaders }, text: string];

export interface ReplyHeaders {
  /** `null` when it is missing, or hidden from other origins. */
  get(name: string): string | null;
}

/**
 * Posts a request body, and begins to at once, in the caller's task. Rejects when there was no reply: the ratings may or
 * may not have arrived.
 * @param givenUp resolves when nobody waits for the reply any more
 * @param outlive the request goes on when its page is left
 */
export type Send = (body: string, givenUp: Promise<void>, outlive: boolean) => Promise<Reply>;

/** Runs `work`, and tells it whether the lock is its own meanwhile or another page has it. */
export type Lock = (work: (free: boolean) => Promise<void>) => Promise<void>;

/**
 * Tells what becomes of the page until the function that is returned is called.
 * @param leave it goes away, for good or into the back-forward cache, and nothing that waits will happen any more
 * @param left the respondent is gone though the page is not: the tab has been hidden for 60 s, or the page came back from
 * that cache
 * @param freeze it is about to be frozen, and whatever holds a lock has to let go
 * @param wake an attempt is worth while: the tab became visible, the page or the network came back
 */
export type WatchPage = (leave: () => void, left: () => void, freeze: () => void, wake: () => void) => () => void;

/**
 * Hears from the origin's other pages how ratings have ended, and tells them. A hint, which may be missed: nothing may
 * depend on it.
 */
export type OtherPages = (heard: (news: News) => void) => { tell(news: News): void; close(): void };

/** Everything that the client needs from where it runs. */
export interface Ports {
  storage: OutboxStorage;
  notes: Notes;
  send: Send;
  /** Milliseconds since 1970. May be moved in both directions at any time. */
  wall(): number;
  /** Milliseconds since some moment. Never moved. */
  ticks(): number;
  /** Calls `run` after so many milliseconds; the function that is returned prevents it. */
  after(ms: number, run: () => void): () => void;
  /** From 0 up to 1. */
  random(): number;
  lock: Lock;
  watchPage: WatchPage;
  /** A new UUID in lower case. */
  newId(): string;
}
