/**
 * Why a round begins, from the weakest reason to the strongest: a timer, something that makes success likelier, the
 * host's own wish. A silence is kept by every reason up to one of them.
 */
export type Cause = typeof DUE | typeof WAKE | typeof NOW;
export const DUE = 1;
export const WAKE = 2;
export const NOW = 3;
