import type { IsoWeek } from "@aftertask/schema/words";
import type { Tombstone } from "./row.js";

/** Which ids were erased. They stand beside the ratings, whose `find` looks for both at once. */
export interface Tombstones {
  /** Commits them: from then on `Ratings.find` meets them. One that is there already stays as it is. */
  add(tombstones: readonly Tombstone[]): Promise<void>;
  all(): Promise<Tombstone[]>;
  /** Destroys those of this week and of every week before it. Returns how many there were. */
  destroyUpTo(week: IsoWeek): Promise<number>;
}
