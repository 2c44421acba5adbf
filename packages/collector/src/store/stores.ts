import type { Intake } from "./intake.js";
import type { Keys } from "./keys.js";
import type { Ledger } from "./ledger.js";
import type { Ratings } from "./ratings.js";

/** Everything that is kept, in whatever database. */
export interface Stores {
  intake: Intake;
  ratings: Ratings;
  ledger: Ledger;
  keys: Keys;
  /** Whether the stores answer. Rejects with the cause when they do not. */
  check(): Promise<void>;
  close(): Promise<void>;
}
