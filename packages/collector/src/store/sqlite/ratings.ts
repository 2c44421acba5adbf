import type { IsoWeek } from "@aftertask/schema/words";
import type { Found, Limit, Ratings, Selection, Sought } from "../ratings.js";
import type { Answer, IdNames, RatingKey, RatingRow } from "../row.js";
import type { Database, Statement } from "./database.js";
import { inPortions } from "./in-portions.js";
import { PUBLISHED_TABLE } from "./published.js";
import {
  RATING_COLUMNS,
  RATING_MARKS,
  RATING_NAMES,
  ratingRow,
  ratingValues,
  type StoredRating,
} from "./rating-columns.js";
import { REWRITTEN_TABLE, Rewriting } from "./rewriting.js";
import { TOMBSTONES_TABLE } from "./tombstones.js";

// Without rowid: a rowid counts upwards, and would tell who came first.
export const RATINGS_MIGRATIONS = [
  `CREATE TABLE ratings (${RATING_COLUMNS}, PRIMARY KEY (project, week, id)) WITHOUT ROWID, STRICT;
   CREATE INDEX ratings_by_group ON ratings (project, counted, touchpoint, instrument);
   ${REWRITTEN_TABLE}`,
  PUBLISHED_TABLE,
  `${TOMBSTONES_TABLE};
   CREATE INDEX ratings_by_odd_id ON ratings (project, id) WHERE week <> counted`,
];

type StoredAnswer = Pick<
  StoredRating,
  "touchpoint" | "instrument" | "score" | "channel" | "minimum_group" | "rater" | "week" | "id"
>;

/** Rows that are read in one go: a few milliseconds, in which nothing else happens. */
const SLICE = 200;

/** A rating's id with the weeks that were counted: nearly always it lies in one of them, and of those there are few. */
const HOLDING = `
  WITH RECURSIVE weeks (week) AS (
    SELECT min(counted) FROM ratings WHERE project = ?1
    UNION ALL
    SELECT (SELECT min(counted) FROM ratings WHERE project = ?1 AND counted > weeks.week) FROM weeks WHERE week IS NOT NULL
  )
  SELECT ratings.* FROM weeks CROSS JOIN ratings
  ON ratings.project = ?1 AND ratings.week = weeks.week AND ratings.id = ?2 WHERE ratings.week = counted
  UNION ALL
  SELECT * FROM ratings WHERE project = ?1 AND id = ?2 AND week <> counted`;

/** Stands before every id. */
const NOTHING = new Uint8Array();

export class SqliteRatings implements Ratings {
  readonly #database: Database;
  readonly #rewriting: Rewriting;
  readonly #add: Statement;
  readonly #find: Statement;
  readonly #nextWeek: Statement;
  readonly #isAbout: Statement;
  readonly #erased: Statement;
  readonly #holding: Statement;
  readonly #remove: Statement;
  readonly #destroy: Statement;
  readonly #answers: Statement;
  readonly #page: Statement;

  constructor(database: Database) {
    this.#database = database;
    this.#rewriting = new Rewriting(database);
    this.#add = database.prepare(
      `INSERT INTO ratings (${RATING_NAMES}) VALUES (${RATING_MARKS}) ON CONFLICT DO NOTHING`,
    );
    this.#find = database.prepare("SELECT digest FROM ratings WHERE project = ? AND week = ? AND id = ?");
    this.#erased = database.prepare("SELECT 1 FROM tombstones WHERE project = ? AND mark = ?");
    this.#holding = database.prepare(HOLDING);
    this.#destroy = database.prepare(
      `DELETE FROM ratings WHERE (project, week, id) IN (
         SELECT project, week, id FROM ratings WHERE project = ? AND counted < ? LIMIT ${SLICE}
       )`,
    );
    this.#remove = database.prepare("DELETE FROM ratings WHERE project = ? AND week = ? AND id = ?");
    this.#nextWeek = database.prepare("SELECT min(counted) AS week FROM ratings WHERE project = ? AND counted >= ?");
    this.#isAbout = database.prepare(
      "SELECT 1 FROM ratings WHERE project = ? AND counted = ? AND touchpoint = ? LIMIT 1",
    );
    this.#answers = database.prepare(
      `SELECT touchpoint, instrument, score, channel, minimum_group, rater, week, id FROM ratings
       WHERE project = ?1 AND counted = ?2 AND (?3 IS NULL OR touchpoint = ?3)
         AND (touchpoint, instrument, week, id) > (?4, ?5, ?6, ?7)
       ORDER BY touchpoint, instrument, week, id LIMIT ${SLICE}`,
    );
    this.#page = database.prepare(
      "SELECT * FROM ratings WHERE (project, week, id) > (?, ?, ?) ORDER BY project, week, id LIMIT ?",
    );
  }

  async add(rows: readonly RatingRow[]): Promise<void> {
    await this.#database.transaction(() => {
      for (const row of rows) this.#add.run(...ratingValues(row));
    });
  }

  async find(keys: readonly Sought[]): Promise<Found[]> {
    this.#database.checkPlace();
    return keys.map(({ project, week, id, mark }) => {
      const row = this.#find.get(project, week, id) as { digest: Uint8Array } | undefined;
      if (row) return row.digest;
      return mark && this.#erased.get(project, mark) ? "erased" : null;
    });
  }

  async holding(names: readonly Pick<IdNames, "project" | "id">[]): Promise<RatingRow[]> {
    return names.flatMap(({ project, id }) => (this.#holding.all(project, id) as StoredRating[]).map(ratingRow));
  }

  async remove(keys: readonly RatingKey[]): Promise<void> {
    await this.#database.transaction(() => {
      for (const { project, week, id } of keys) this.#remove.run(project, week, id);
    });
  }

  async weeks({ project, touchpoint, from, to }: Selection): Promise<IsoWeek[]> {
    const weeks: IsoWeek[] = [];
    // From one week to the next by the index: to look for them among all rows would hold everything else up.
    for (let start = from ?? ""; ;) {
      const { week } = this.#nextWeek.get(project, start) as { week: IsoWeek | null };
      if (week === null || (to !== undefined && week > to)) return weeks;
      if (touchpoint === undefined || this.#isAbout.get(project, week, touchpoint)) weeks.push(week);
      start = `${week} `;
    }
  }

  async *answers(project: string, week: IsoWeek, touchpoint?: string): AsyncIterable<readonly Answer[]> {
    let after: [string, string, string, Uint8Array] = ["", "", "", NOTHING];
    for (;;) {
      const rows = this.#answers.all(project, week, touchpoint ?? null, ...after) as StoredAnswer[];
      if (rows.length > 0) yield rows.map(answerOf);
      const last = rows.length < SLICE ? undefined : rows.at(-1);
      if (!last) return;
      after = [last.touchpoint, last.instrument, last.week, last.id];
      await new Promise((resume) => setImmediate(resume));
    }
  }

  async destroy(limits: readonly Limit[]): Promise<number> {
    let destroyed = 0;
    for (const { project, before } of limits)
      destroyed += await inPortions(this.#database, () => this.#destroy.run(project, before).changes);
    // What is freed is overwritten at once; the log may still hold it.
    if (destroyed > 0) await this.truncateLog();
    return destroyed;
  }

  async page(after: RatingKey | undefined, limit: number): Promise<RatingRow[]> {
    const { project = "", week = "", id = NOTHING } = after ?? {};
    return (this.#page.all(project, week, id, limit) as StoredRating[]).map(ratingRow);
  }

  async rewriteFor(openWeek: IsoWeek): Promise<void> {
    await this.#rewriting.for(openWeek);
  }

  async truncateLog(): Promise<void> {
    await this.#database.truncateLog();
  }
}

function answerOf({
  touchpoint,
  instrument,
  score,
  channel,
  minimum_group: minimumGroup,
  rater,
}: StoredAnswer): Answer {
  return { touchpoint, instrument, score, channel, minimumGroup, rater };
}
