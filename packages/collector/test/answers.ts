import type { IsoWeek } from "@aftertask/schema/words";
import type { Ratings } from "../src/store/ratings.js";
import type { Answer } from "../src/store/row.js";

/** Everything that a report reads of one week of `pk_intranet`, at once. */
export async function answersOf(ratings: Ratings, week: IsoWeek, touchpoint?: string): Promise<Answer[]> {
  const answers: Answer[] = [];
  for await (const slice of ratings.answers("pk_intranet", week, touchpoint)) answers.push(...slice);
  return answers;
}
