import {
  ENVELOPE_BYTES,
  ENVELOPE_RATINGS,
  OUTBOX_BYTES,
  OUTBOX_DAYS,
  OUTBOX_RATINGS,
  RATING_BYTES,
} from "./delivery-limits.js";

// Every bound that both sides must agree on, each with its unit. Bytes are UTF-8 bytes. Constants one by one, and numbers
// rather than products, so that a page carries the ones it uses and a bundler can drop the others.

/** Code points of a comment on the wire. */
export const COMMENT_LENGTH = 4_000;
/** Characters of a comment in the prompt: long enough to say what happened, too short to name everybody. */
export const PROMPT_COMMENT_LENGTH = 300;
/** Characters of a slug (touchpoint, provider, reason). */
export const SLUG_LENGTH = 80;
/** Characters of an opaque id that a host gives (task, person). */
export const OPAQUE_ID_LENGTH = 200;
/** Reasons on one rating. */
export const REASONS = 12;
/** Keys in a rating's context. */
export const CONTEXT_KEYS = 20;
/** The smallest group that any report may show, in people. A project may ask for more, never for fewer. */
export const MINIMUM_GROUP = 5;
/** The largest group, in people, that a promise or a project may ask for. */
export const LARGEST_GROUP = 1_000;
/** How often one task may be finished and reopened. */
export const ROUNDS = 1_000;

/** All of them under one name, for servers, where bytes do not matter. */
export const LIMITS = {
  envelopeBytes: ENVELOPE_BYTES,
  envelopeRatings: ENVELOPE_RATINGS,
  ratingBytes: RATING_BYTES,
  commentLength: COMMENT_LENGTH,
  promptCommentLength: PROMPT_COMMENT_LENGTH,
  slugLength: SLUG_LENGTH,
  opaqueIdLength: OPAQUE_ID_LENGTH,
  reasons: REASONS,
  contextKeys: CONTEXT_KEYS,
  outboxRatings: OUTBOX_RATINGS,
  outboxBytes: OUTBOX_BYTES,
  outboxDays: OUTBOX_DAYS,
  minimumGroup: MINIMUM_GROUP,
  largestGroup: LARGEST_GROUP,
  rounds: ROUNDS,
} as const;
