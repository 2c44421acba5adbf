/** Working time that the respondent says was lost, in bands: an exact figure would pretend to a precision that nobody has. */
export const LOST_TIME_BANDS = ["none", "under-15m", "15m-1h", "1h-4h", "4h-8h", "over-8h", "unsure"] as const;

/** One of the bands: `under-15m`. `unsure` is an answer, too. */
export type LostTime = (typeof LOST_TIME_BANDS)[number];
