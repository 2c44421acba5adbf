import type { IsoWeek } from "@aftertask/schema/words";
import type { Tombstone } from "../row.js";
import type { StoredRating } from "./rating-columns.js";

export interface StoredPublication {
  project: string;
  week: IsoWeek;
  published_at: IsoWeek;
  /** JSON. */
  rows: string;
}

/** What the schema of the ratings holds. */
export interface RatingsTables {
  "ratings.ratings": StoredRating;
  "ratings.published": StoredPublication;
  /** Stated weeks of which something was removed since their part of the table was last written anew. */
  "ratings.spoilt": { week: IsoWeek };
  "ratings.tombstones": Tombstone;
}
