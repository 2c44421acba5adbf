import { LIMITS } from "@aftertask/schema/words";

/** How much the collector takes from a stranger. */
export interface Limits {
  /** Bytes of one request's body. */
  bodyBytes: number;
  /** Ratings in one request. */
  ratings: number;
  /** Bytes of one rating. */
  ratingBytes: number;
  /** Code points of one comment. */
  commentLength: number;
  /** Connections at once, to one process. */
  connections: number;
  /** Bytes of a request's head. */
  headerBytes: number;
  /** Lines of a request's head. */
  headers: number;
  /** Seconds that a request's head may take to arrive. */
  headersSeconds: number;
  /** Seconds that a whole request may take to arrive. */
  requestSeconds: number;
  /** Seconds that a connection may stay open between two requests. */
  idleSeconds: number;
  /** Rows of one report. */
  reportRows: number;
}

/** Everything may be set lower, nothing higher. */
export const DEFAULT_LIMITS: Limits = {
  bodyBytes: LIMITS.envelopeBytes,
  ratings: LIMITS.envelopeRatings,
  ratingBytes: LIMITS.ratingBytes,
  commentLength: LIMITS.commentLength,
  connections: 10_000,
  headerBytes: 16_384,
  headers: 100,
  headersSeconds: 10,
  requestSeconds: 15,
  idleSeconds: 5,
  reportRows: 10_000,
};
