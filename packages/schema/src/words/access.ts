import type { Rating } from "./rating.js";
import type { IsoWeek } from "./week.js";

/** What is kept of a rating, as far as it was given with it: without person, task and promise, and with the week for its time. */
export interface AccessedRating extends Omit<Rating, "ratedAt" | "promise" | "task" | "round" | "person"> {
  /** Public key of the project that it was sent to. */
  key: string;
  /** The week of its `ratedAt`. */
  week: IsoWeek;
}

/** The body of `GET /v1/ratings/{id}`. */
export interface AccessAnswer {
  /** Nearly always one. An id that was sent to two projects, or with times in two weeks, is that of several. */
  ratings: AccessedRating[];
}
