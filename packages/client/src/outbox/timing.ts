// Every wait of the outbox, in milliseconds.

/** An attempt is given up after so long. */
export const TIMEOUT = 10_000;

/** So long a claim holds: longer than an attempt may take. */
export const CLAIM = 20_000;

/** An open record that nobody touched for so long may be sealed by any page. */
export const STALE = 600_000;

/** A round lets go of the lock after so long, even if more is due. */
export const LONGEST_ROUND = 15_000;

/** Nobody sleeps for longer without looking again. */
export const LONGEST_SLEEP = 3_600_000;

/** So long may another page hold the lock while something is due here; it may be frozen. */
export const PATIENCE = 30_000;

/** Attempts are never closer than this, except when the host asks. */
export const BREATH = 1000;

/** A rating may wait for so long, and one that was refused is kept for it: 30 days. */
export const OUTBOX_AGE = 2_592_000_000;
