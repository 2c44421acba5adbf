import type { IsoWeek } from "@aftertask/schema/words";
import type { Answer, RatingKey, RatingRow } from "./row.js";

/** Which ratings a report reads. Weeks are those in which ratings are counted, both ends included. */
export interface Selection {
  project: string;
  touchpoint?: string | undefined;
  from?: IsoWeek | undefined;
  to?: IsoWeek | undefined;
}

/** What people said. Holds nothing that leads to a person, a task or a moment. */
export interface Ratings {
  /** Adds rows in one transaction. A row whose key is there already stays as it is. */
  add(rows: readonly RatingRow[]): Promise<void>;
  /** The digest of each rating, in order; `null` where there is none under the key. */
  find(keys: readonly RatingKey[]): Promise<(Uint8Array | null)[]>;
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
