/** Milliseconds of a day in UTC, where all days are equally long. */
export const DAY = 86_400_000;
