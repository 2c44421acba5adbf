import type { IsoWeek } from "@aftertask/schema/words";
import type { IntakeRow, LedgerRow, RatingKey } from "./row.js";

/** How much waits for the mix, by project and by the week in which it will be counted. */
export interface Waiting {
  project: string;
  counted: IsoWeek;
  count: number;
}

/** Where a rating is committed before it is answered: append-only, emptied by the mix. */
export interface Intake {
  /** Commits all rows in one transaction. They are on disk when this settles. Rejects, and keeps none, when it cannot. */
  append(rows: readonly IntakeRow[]): Promise<void>;
  /** The digest of each rating that waits under its key, in order; `null` where none does. */
  find(keys: readonly RatingKey[]): Promise<(Uint8Array | null)[]>;
  /** Whether a rating that waits has used the pseudonym, in order. */
  used(rows: readonly Pick<LedgerRow, "project" | "pseudonym">[]): Promise<boolean[]>;
  waiting(): Promise<Waiting[]>;
  /** Up to `limit` rows that wait for one week of one project. They stay until they are removed. */
  take(project: string, counted: IsoWeek, limit: number): Promise<IntakeRow[]>;
  /** Removes rows; those that are gone already are no error. */
  remove(keys: readonly RatingKey[]): Promise<void>;
  /** Empties the log of the database: its frames stand in the order of arrival. */
  truncateLog(): Promise<void>;
}
