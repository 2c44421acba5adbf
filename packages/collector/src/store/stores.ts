import type { Intake } from "./intake.js";
import type { Keys } from "./keys.js";
import type { Ledger } from "./ledger.js";
import type { Published } from "./published.js";
import type { Ratings } from "./ratings.js";
import type { Tombstones } from "./tombstones.js";

/** Everything that is kept, in whatever database. */
export interface Stores {
  /** Appends to the intake that may be under way at the same time. */
  appendsAtOnce: number;
  /** What was answered as stored and has not been mixed yet. */
  intake: Intake;
  /** What people said. */
  ratings: Ratings;
  /** What was erased from intake and ratings. */
  tombstones: Tombstones;
  /** What reports have shown of closed weeks. */
  published: Published;
  /** Who rated which task, as pseudonyms. */
  ledger: Ledger;
  /** The secret keys behind the pseudonyms; kept apart from ratings and ledger. */
  keys: Keys;
  /** Milliseconds since 1970 by the database's own clock; `undefined` where it has none but this machine's. */
  time(): Promise<number | undefined>;
  /** Whether the stores answer. Rejects with the cause when they do not. */
  check(): Promise<void>;
  /** Reads everything that is kept, and says in sentences what is damaged; nothing where all is well. */
  inspect(): Promise<string[]>;
  /** Ends every connection and lets the next collector have the place. Nothing else may be called afterwards. */
  close(): Promise<void>;
}
