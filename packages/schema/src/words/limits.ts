/** Every bound that both sides must agree on, each with its unit. Bytes are UTF-8 bytes. */
export const LIMITS = {
  /** Bytes of one request body; a keepalive request may carry 64 KiB in all, so this leaves room. */
  envelopeBytes: 48 * 1024,
  /** Ratings in one envelope. */
  envelopeRatings: 20,
  /** Bytes of one serialised rating. */
  ratingBytes: 16 * 1024,
  /** Code points of a comment on the wire. */
  commentLength: 4_000,
  /** Characters of a comment in the prompt: long enough to say what happened, too short to name everybody. */
  promptCommentLength: 300,
  /** Characters of a slug (touchpoint, provider, reason). */
  slugLength: 80,
  /** Characters of an opaque id that a host gives (task, person). */
  opaqueIdLength: 200,
  /** Reasons on one rating. */
  reasons: 12,
  /** Keys in a rating's context. */
  contextKeys: 20,
  /** Ratings that may wait in one browser. */
  outboxRatings: 500,
  /** Bytes that may wait in one browser. */
  outboxBytes: 1024 * 1024,
  /** Days that a rating may wait. */
  outboxDays: 30,
  /** The smallest group that any report may show, in people. A project may ask for more, never for fewer. */
  minimumGroup: 5,
} as const;
