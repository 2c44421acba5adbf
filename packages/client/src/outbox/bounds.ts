// The numbers of `LIMITS` that the outbox needs, each by itself: a bundler keeps an object whole, and that one costs
// every page 150 bytes. A test holds them against the original.

/** Bytes of one request body. */
export const ENVELOPE_BYTES = 48 * 1024;
/** Ratings in one request. */
export const ENVELOPE_RATINGS = 20;
/** Bytes of one rating. */
export const RATING_BYTES = 16 * 1024;
/** Ratings that may wait in one browser. */
export const OUTBOX_RATINGS = 500;
/** Bytes that may wait in one browser. */
export const OUTBOX_BYTES = 1024 * 1024;
/** Milliseconds that a rating may wait, and that one which was refused is kept. */
export const OUTBOX_AGE = 30 * 86_400_000;
