// How much of the browser's own room we take; apart from what is imported, so that every build puts the numbers in their places.

/** Browsers allow 64 KiB in flight for all keepalive requests of a page together; the host may use some of it. */
export const KEEPALIVE_BYTES = 61_440;

/** Characters that notes may take in localStorage: the host's own texts live there as well. */
export const NOTES_LENGTH = 131_072;
