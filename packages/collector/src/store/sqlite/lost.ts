/** The files of a folder, as a first start makes them. A rating is in the first, then in the first and the second, then in the second alone. */
export const FILES = ["intake.db", "ratings.db", "ledger.db"] as const;
