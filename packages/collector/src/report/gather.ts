import { isoWeekOf, type IsoWeek } from "@aftertask/schema/words";
import type { CarefulClock } from "../clock.js";
import type { Mixer } from "../mix/mix.js";
import type { Project } from "../project.js";
import type { Published, PublishedRow } from "../store/published.js";
import type { Ratings, Selection } from "../store/ratings.js";
import { publishClosed } from "./publish-closed.js";
import { countWeek } from "./publish-week.js";

export interface GatherPorts {
  ratings: Ratings;
  published: Published;
  mixer: Mixer;
  /** Settles when everything that was received has been committed. */
  settled: () => Promise<void>;
  now: CarefulClock;
}

/** What the stores know of the weeks of a report. */
export interface Gathered {
  openWeek: IsoWeek;
  /** Rows of each week, in the order of weeks; of other touchpoints, too. */
  weeks: (readonly PublishedRow[])[];
}

/** Asks the stores for everything that a report needs of them, and rejects with what they throw. */
export async function gather(
  project: Pick<Project, "key" | "minimumGroup" | "publication">,
  { touchpoint, from, to }: Omit<Selection, "project">,
  { ratings, published, mixer, settled, now }: GatherPorts,
): Promise<Gathered> {
  const { key, minimumGroup } = project;
  // The week is read before the mix: a week that closes meanwhile might still lack what is on its way.
  const openWeek = isoWeekOf(await now());
  await settled();
  await mixer.run();

  const weeks: Gathered["weeks"] = [];
  if (project.publication === "immediate") {
    for (const week of await ratings.weeks({ project: key, touchpoint, from, to }))
      weeks.push(await countWeek(week, ratings.answers(key, week, touchpoint), minimumGroup));
  } else {
    await publishClosed(project, openWeek, { ratings, published });
    for (const { week, rows } of await published.read(key, openWeek, { from, to }))
      // A collector whose clock is a little ahead may have published a week that is open here.
      if (week < openWeek) weeks.push(rows);
  }
  return { openWeek, weeks };
}
