import type { IsoWeek } from "@aftertask/schema/words";
import type { StoredRating } from "./rating-columns.js";

export type StoredIntake = StoredRating & { pseudonym: Uint8Array | null; day: string | null };

export interface StoredKey {
  project: string;
  purpose: string;
  week: string;
  secret: Uint8Array;
}

/** What the schema of the intake holds. */
export interface IntakeTables {
  "intake.intake": StoredIntake;
  /** One row: the first week that is not closed. */
  "intake.open_week": { week: IsoWeek };
  /** Whoever holds the row of a project mixes it. */
  "intake.mixing": { project: string };
  "intake.keys": StoredKey;
}
