import type { IsoWeek } from "@aftertask/schema/words";
import type { Found, Limit, Ratings, Selection, Sought } from "../ratings.js";
import type { Answer, IdNames, RatingKey, RatingRow } from "../row.js";
import type { Database, Statement } from "./database.js";
import { inPortions } from "./in-portions.js";
import { PUBLISHED_TABLE } from "./published.js";
import {
  RATING_COLUMNS,
  RATING_NAMES,
  RATING_TEXT_MARKS,
  ratingRow,
  ratingTexts,
  type StoredRating,
} from "./rating-columns.js";
import { lookUp } from "./look-up.js";
import { REWRITTEN_TABLE, Rewriting } from "./rewriting.js";
import { Spoilt, SPOILT_TABLE } from "./spoilt.js";
import { TOMBSTONES_TABLE } from "./tombstones.js";

// Without rowid: a rowid counts upwards, and would tell who came first.
export const RATINGS_MIGRATIONS = [
  `CREATE TABLE ratings (${RATING_COLUMNS}, PRIMARY KEY (project, week, id)) WITHOUT ROWID, STRICT;
   CREATE INDEX ratings_by_group ON ratings (project, counted, touchpoint, instrument);
   ${REWRITTEN_TABLE}`,
  PUBLISHED_TABLE,
  `${TOMBSTONES_TABLE};
   CREATE INDEX ratings_by_odd_id ON ratings (project, id) WHERE week <> counted`,
  SPOILT_TABLE,
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

const ADD = `INSERT INTO ratings (${RATING_NAMES}) VALUES (${RATING_TEXT_MARKS}) ON CONFLICT DO NOTHING`;
const FIND = `
  SELECT sought.key AS place, digest FROM json_each(?1) AS sought
  CROSS JOIN ratings ON project = ?2 AND week = ?3 AND ratings.id = unhex(sought.value)`;
const ERASED = `
  SELECT sought.key AS place FROM json_each(?1) AS sought
  CROSS JOIN tombstones ON project = ?2 AND mark = unhex(sought.value)`;
const REMOVE = "DELETE FROM ratings WHERE project = ? AND week = ? AND id = ?";
const DESTROY = `
  DELETE FROM ratings WHERE (project, week, id) IN (
    SELECT project, week, id FROM ratings WHERE project = ? AND counted < ? LIMIT ${SLICE}
  )`;

/** Stands before every id. */
const NOTHING = new Uint8Array();

export class SqliteRatings implements Ratings {
  readonly #database: Database;
  readonly #rewriting: Rewriting;
  readonly #spoilt: Spoilt;
  readonly #nextWeek: Statement;
  readonly #isAbout: Statement;
  readonly #holding: Statement;
  readonly #answers: Statement;
  readonly #page: Statement;

  constructor(database: Database) {
    this.#database = database;
    this.#rewriting = new Rewriting(database);
    this.#spoilt = new Spoilt(database);
    this.#holding = database.prepare(HOLDING);
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
    const values = rows.map(ratingTexts);
    await this.#database.transaction(() => [{ sql: ADD, rows: values }]);
  }

  async find(keys: readonly Sought[]): Promise<Found[]> {
    const marked = keys.flatMap(({ project, mark }) => (mark ? [{ project, mark }] : []));
    const [kept, erased] = await Promise.all([
      lookUp(this.#database, FIND, keys, ({ project, week, id }) => ({ shared: [project, week], own: id })),
      lookUp(this.#database, ERASED, marked, ({ project, mark }) => ({ shared: [project], own: mark })),
    ]);
    let place = 0;
    return keys.map(({ mark }, index) => {
      const isErased = mark !== undefined && erased[place++] !== undefined;
      return (kept[index]?.["digest"] as Uint8Array | undefined) ?? (isErased ? "erased" : null);
    });
  }

  async holding(names: readonly Pick<IdNames, "project" | "id">[]): Promise<RatingRow[]> {
    return names.flatMap(({ project, id }) => (this.#holding.all(project, id) as StoredRating[]).map(ratingRow));
  }

  async remove(keys: readonly RatingKey[]): Promise<void> {
    const values = keys.map(({ project, week, id }) => [project, week, id]);
    await this.#database.transaction(() => [{ sql: REMOVE, rows: values }]);
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
    for (const { project, before } of limits) destroyed += await inPortions(this.#database, DESTROY, project, before);
    await this.#spoilt.mend();
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
