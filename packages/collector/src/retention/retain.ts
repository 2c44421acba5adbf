import { isoWeekOf, startOfIsoWeek } from "@aftertask/schema/words";
import type { CarefulClock } from "../clock.js";
import { DAY, dayOf } from "../day.js";
import type { Mixer } from "../mix/mix.js";
import type { Project } from "../project.js";
import { publishClosed } from "../report/publish-closed.js";
import { isMark } from "../store/kind.js";
import type { Stores } from "../store/stores.js";

export interface RetainPorts {
  stores: Pick<Stores, "intake" | "ratings" | "tombstones" | "published" | "ledger" | "keys">;
  projects: readonly Pick<Project, "key" | "minimumGroup" | "publication" | "retentionWeeks">[];
  mixer: Mixer;
  now: CarefulClock;
}

/** How much was destroyed because its time was over. */
export interface Retained {
  /** Single ratings. */
  ratings: number;
  /** Rows of the ledger. */
  tasks: number;
  /** What was left of erased ratings. */
  tombstones: number;
  /** Weeks of projects that reports no longer show. */
  published: number;
  /** Projects that hold ratings and are not in the configuration: nobody has said how long these stay, so they do. */
  unknownProjects: number;
}

const WEEK = 7 * DAY;

/** Who has rated which task is asked about for so long. */
const LEDGER_LIFE = 90 * DAY;

/** A client sends a rating for 30 days at most; a clock that is wrong may make them a few more. */
const TOMBSTONE_LIFE = 45 * DAY;

/** Figures of groups, in which nobody can be found. */
const PUBLISHED_LIFE = 5 * 365 * DAY;

/**
 * Destroys what is older than it may be. Before that every closed week is mixed and published, so that reports stay as
 * they are. It may be killed and repeated at any moment, and run in several processes at once.
 */
export async function retain({ stores, projects, mixer, now }: RetainPorts): Promise<Retained> {
  const time = await now();
  const openWeek = isoWeekOf(time);
  const monday = startOfIsoWeek(openWeek);
  await mixer.run();
  for (const project of projects) if (project.publication === "weekly") await publishClosed(project, openWeek, stores);

  const limits = projects.map(({ key, retentionWeeks }) => ({
    project: key,
    before: isoWeekOf(monday - retentionWeeks * WEEK),
  }));
  const longest = Math.max(PUBLISHED_LIFE, ...projects.map(({ retentionWeeks }) => retentionWeeks * WEEK));
  const known = new Set(projects.map(({ key }) => key));
  const keys = await stores.keys.all();
  const all = new Set(keys.filter((key) => !isMark(key)).map(({ project }) => project));
  const retained: Retained = {
    ratings: await stores.ratings.destroy(limits),
    tasks: await stores.ledger.destroyBefore(dayOf(monday - LEDGER_LIFE)),
    tombstones: await stores.tombstones.destroyUpTo(isoWeekOf(time - TOMBSTONE_LIFE - WEEK)),
    published: await stores.published.destroyUpTo(isoWeekOf(time - longest - WEEK)),
    unknownProjects: [...all].filter((project) => !known.has(project)).length,
  };
  for (const store of [stores.ratings, stores.ledger, stores.intake]) await store.truncateLog();
  return retained;
}
