// Bounds of what waits and travels; apart from those of a rating, because a prompt needs none of them. Bytes are UTF-8 bytes.

/** Bytes of one request body, 48 KiB; a keepalive request may carry 64 KiB in all, so this leaves room. */
export const ENVELOPE_BYTES = 49_152;
/** Ratings in one envelope. */
export const ENVELOPE_RATINGS = 20;
/** Bytes of one serialised rating, 16 KiB. */
export const RATING_BYTES = 16_384;
/** Ratings that may wait in one browser. */
export const OUTBOX_RATINGS = 500;
/** Bytes that may wait in one browser, 1 MiB. */
export const OUTBOX_BYTES = 1_048_576;
/** Days that a rating may wait. */
export const OUTBOX_DAYS = 30;
