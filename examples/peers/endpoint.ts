import type { Arrival } from "./decode.js";

export interface Answer {
  status: number;
  type: string;
  body: string;
}

/** The place that a client sends to. */
export interface Endpoint {
  /** Which requests are for it. */
  path: RegExp;
  /** @param key the request's `Idempotency-Key`, for clients that have no id per event */
  read(body: Buffer, key: string | undefined): Arrival[];
  /** What it says with status 429. */
  busy: { type: string; body: string };
  /** Takes a body for good, then answers. */
  commit(body: Buffer): Promise<Answer>;
  /** Ids in the endpoint's own database, once for each row; only where the endpoint is a real one. Ends the endpoint. */
  rows?(): Promise<string[]>;
  end(): Promise<void>;
}

/** An endpoint that says what the real one says, and keeps nothing: arrivals are counted before it. */
export function standIn(
  path: RegExp,
  read: Endpoint["read"],
  answer: Answer,
  busy: Endpoint["busy"] = { type: "application/json", body: "{}" },
): () => Promise<Endpoint> {
  return () =>
    Promise.resolve({ path, read, busy, commit: () => Promise.resolve(answer), end: () => Promise.resolve() });
}
