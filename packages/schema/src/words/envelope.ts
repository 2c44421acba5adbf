import type { Problem } from "./problems.js";
import type { Rating } from "./rating.js";

/** Version of the wire format. */
export const WIRE_VERSION = 1;

/** One request: up to 20 ratings of one project. */
export interface Envelope {
  /** 1. The collector refuses an envelope of any other version with `unsupported-version`. */
  version: typeof WIRE_VERSION;
  /** Public key of the project. A filter, not a secret. */
  key: string;
  /** Name and version of the sender: `widget/1.0.0`. */
  sdk?: string;
  /** ISO 8601 time of sending, so that the collector can tell a clock that is wrong. */
  sentAt?: string;
  /** 1 to `ENVELOPE_RATINGS`; each is judged on its own. */
  ratings: Rating[];
  /** Ratings that the sender had to drop since its last delivery, by reason: `{ "expired": 2 }`. */
  lost?: Record<string, number>;
}

/** What became of one rating. Every status but `retry` is final. */
export type RatingResult =
  | { id: string; status: "stored" }
  | { id: string; status: "duplicate" }
  | { id: string; status: "conflict" }
  | { id: string; status: "invalid"; problem: Problem }
  | { id: string; status: "refused"; problem: Problem }
  | { id: string; status: "retry"; retryAfterMs: number; problem?: Problem };

/** `stored`, `duplicate` and `conflict`: there is a rating under this id. `invalid` and `refused`: there will be none. `retry`: send it again later. */
export type ResultStatus = RatingResult["status"];

/** The collector's answer to an envelope. A rating counts as received only when its id is named here. */
export interface EnvelopeAnswer {
  /** One per rating of the envelope, in its order. */
  results: RatingResult[];
}
