import type { IsoWeek } from "@aftertask/schema/words";
import type { LedgerRow } from "./row.js";

/** Who rated which task, as pseudonyms under a key of its own. Shares no id, time or order with the ratings. */
export interface Ledger {
  /** Adds rows in one transaction. A pseudonym that is there already stays as it is. */
  add(rows: readonly LedgerRow[]): Promise<void>;
  /** Whether each pseudonym was used, in order. */
  used(rows: readonly Pick<LedgerRow, "project" | "pseudonym">[]): Promise<boolean[]>;
  /** Up to `limit` rows in the order of their keys, beginning after this one. */
  page(after: Pick<LedgerRow, "project" | "pseudonym"> | undefined, limit: number): Promise<LedgerRow[]>;
  /** Destroys the rows of the days before this one, `2026-11-21`. Returns how many there were. */
  destroyBefore(day: string): Promise<number>;
  /** Writes the table anew in key order, once for each new week. */
  rewriteFor(openWeek: IsoWeek): Promise<void>;
  truncateLog(): Promise<void>;
}
