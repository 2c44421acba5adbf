import type { IsoWeek } from "@aftertask/schema/words";
import type { IdNames, IntakeRow, RatingKey } from "./row.js";

/** How much waits for the mix, by project and by the week in which it will be counted. */
export interface Waiting {
  project: string;
  counted: IsoWeek;
  count: number;
}

/**
 * Why a row is not kept: there is a rating under its key, with this digest; there was one, and it was erased; its task has
 * been rated; or the week in which it would be counted is closed.
 */
export type Obstacle = { is: "known"; digest: Uint8Array } | { is: "erased" } | { is: "used" } | { is: "late" };

/** What stands in the way of each row, in order; `null` where nothing does. */
export type Obstacles = (Obstacle | null)[];

/** Rows that one borrower has, and nobody else. */
export interface Loan {
  rows: readonly IntakeRow[];
  /** Rejects where the loan has ended by itself: whoever stands still for long is taken for lost, and others go on. */
  hold(): Promise<void>;
  /** Removes rows of the loan; those that are gone already are no error. */
  remove(keys: readonly RatingKey[]): Promise<void>;
}

/** Where a rating is committed before it is answered: append-only, emptied by the mix. */
export interface Intake {
  /**
   * Commits all rows that nothing stands in the way of in one transaction: they are on disk when this settles. Rejects,
   * and keeps none, when it cannot.
   * @param rows no two of one key or one task
   * @param elsewhere says what stands in the way outside the intake. It is asked after the intake itself: the mix copies
   * before it removes, so a row on its way is met in one place or in both, never in neither
   */
  append(rows: readonly IntakeRow[], elsewhere: (rows: readonly IntakeRow[]) => Promise<Obstacles>): Promise<Obstacles>;
  /**
   * The first week that is not closed, as far as is known here: another collector may have closed it since `close` was called
   * last. Empty where none has been closed yet.
   */
  readonly openWeek: IsoWeek;
  /**
   * Closes every week before this one: when it settles, all that was kept for them can be seen, and nothing will be added.
   * A week that was closed by a clock more than a week ahead of this one's is opened again, unless the database's own says
   * that it is over: then this one's is behind.
   */
  close(openWeek: IsoWeek): Promise<void>;
  waiting(): Promise<Waiting[]>;
  /** What waits under these ids, whatever its week. */
  holding(names: readonly Pick<IdNames, "project" | "id">[]): Promise<IntakeRow[]>;
  /** Up to `limit` rows in the order of their keys, beginning after the row with this key. */
  page(after: RatingKey | undefined, limit: number): Promise<IntakeRow[]>;
  /**
   * Lends up to `limit` rows that wait for one week of one project. A project has one borrower at a time, however many
   * collectors there are: the others wait. What was not removed when `borrow` settles is still there; that it was
   * removed is certain when this settles.
   * @returns what `borrow` returned
   */
  lend<Result>(
    project: string,
    counted: IsoWeek,
    limit: number,
    borrow: (loan: Loan) => Promise<Result>,
  ): Promise<Result>;
  /** Leaves nothing on disk of what was removed, as far as the database allows: it stood in the order of arrival. */
  truncateLog(): Promise<void>;
}
