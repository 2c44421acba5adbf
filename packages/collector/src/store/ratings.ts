import type { IsoWeek } from "@aftertask/schema/words";
import type { Answer, IdNames, IntakeRow, RatingKey, RatingRow } from "./row.js";

/** Which ratings a report reads. Weeks are those in which ratings are counted, both ends included. */
export interface Selection {
  project: string;
  touchpoint?: string | undefined;
  from?: IsoWeek | undefined;
  to?: IsoWeek | undefined;
}

/** Up to which week a project's ratings are to be destroyed. */
export interface Limit {
  project: string;
  /** The first counted week that stays. */
  before: IsoWeek;
}

/** A key to look for, with the mark under which it may have been erased. */
export type Sought = RatingKey & Pick<IntakeRow, "mark">;

/** The digest of the rating under a key; or there is none, because it was erased or because there never was. */
export type Found = Uint8Array | "erased" | null;

/** What people said. Holds nothing that leads to a person, a task or a moment. */
export interface Ratings {
  /** Adds rows in one transaction. A row whose key is there already stays as it is. */
  add(rows: readonly RatingRow[]): Promise<void>;
  /** What is known of each key, in order. */
  find(keys: readonly Sought[]): Promise<Found[]>;
  /** What is kept under these ids, whatever its week. */
  holding(names: readonly Pick<IdNames, "project" | "id">[]): Promise<RatingRow[]>;
  /** Removes what is there under these keys. */
  remove(keys: readonly RatingKey[]): Promise<void>;
  /**
   * Destroys what was counted before a project's limit, and leaves nothing of it on disk, nor of what was removed.
   * Returns how many there were.
   */
  destroy(limits: readonly Limit[]): Promise<number>;
  /** The weeks in which something was counted, in order. */
  weeks(selection: Selection): Promise<IsoWeek[]>;
  /**
   * What a report reads of one week, ordered by touchpoint and instrument. In slices, between which others have their turn:
   * a week may be larger than memory, and receiving goes before reporting.
   */
  answers(project: string, week: IsoWeek, touchpoint?: string): AsyncIterable<readonly Answer[]>;
  /** Up to `limit` rows in the order of their keys, beginning after the row with this key. */
  page(after: RatingKey | undefined, limit: number): Promise<RatingRow[]>;
  /** Writes the table anew in key order, once for each new week: pages grow in the order of arrival. */
  rewriteFor(openWeek: IsoWeek): Promise<void>;
  truncateLog(): Promise<void>;
}
