import type { IsoWeek } from "@aftertask/schema/words";
import type { Project } from "../project.js";
import type { Published } from "../store/published.js";
import type { Ratings } from "../store/ratings.js";
import { countWeek } from "./publish-week.js";

/**
 * Publishes every closed week that has not been yet. From then on a report shows it as it is now, whoever reads it and
 * whatever is erased: see `Published`. All of these weeks must have been mixed.
 * @returns of how many weeks
 */
export async function publishClosed(
  { key, minimumGroup }: Pick<Project, "key" | "minimumGroup">,
  openWeek: IsoWeek,
  { ratings, published }: { ratings: Ratings; published: Published },
): Promise<number> {
  const known = new Set((await published.read(key, openWeek)).map(({ week }) => week));
  const fresh = (await ratings.weeks({ project: key })).filter((week) => week < openWeek && !known.has(week));
  for (const week of fresh) {
    const rows = await countWeek(week, ratings.answers(key, week), minimumGroup);
    await published.keep({ project: key, week, publishedAt: openWeek, rows });
  }
  return fresh.length;
}
