import type { IsoWeek } from "@aftertask/schema/words";
import type { Ratings, Selection } from "../ratings.js";
import type { Answer, RatingKey, RatingRow } from "../row.js";
import type { Database, Statement } from "./database.js";
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

// Without rowid: a rowid counts upwards, and would tell who came first.
export const RATINGS_MIGRATIONS = [
  `CREATE TABLE ratings (${RATING_COLUMNS}, PRIMARY KEY (project, week, id)) WITHOUT ROWID, STRICT;
   CREATE INDEX ratings_by_group ON ratings (project, counted, touchpoint, instrument);
   ${REWRITTEN_TABLE}`,
  PUBLISHED_TABLE,
];

type StoredAnswer = Pick<StoredRating, "touchpoint" | "instrument" | "score" | "channel" | "minimum_group" | "rater">;

/** Stands before every id. */
const NOTHING = new Uint8Array();

export class SqliteRatings implements Ratings {
  readonly #database: Database;
  readonly #rewriting: Rewriting;
  readonly #add: Statement;
  readonly #find: Statement;
  readonly #weeks: Statement;
  readonly #answers: Statement;
  readonly #page: Statement;

  constructor(database: Database) {
    this.#database = database;
    this.#rewriting = new Rewriting(database);
    this.#add = database.prepare(
      `INSERT INTO ratings (${RATING_NAMES}) VALUES (${RATING_MARKS}) ON CONFLICT DO NOTHING`,
    );
    this.#find = database.prepare("SELECT digest FROM ratings WHERE project = ? AND week = ? AND id = ?");
    this.#weeks = database.prepare(
      `SELECT DISTINCT counted FROM ratings
       WHERE project = ? AND counted BETWEEN ? AND ? AND (?4 IS NULL OR touchpoint = ?4) ORDER BY counted`,
    );
    this.#answers = database.prepare(
      `SELECT touchpoint, instrument, score, channel, minimum_group, rater FROM ratings
       WHERE project = ? AND counted = ? AND (?3 IS NULL OR touchpoint = ?3) ORDER BY touchpoint, instrument`,
    );
    this.#page = database.prepare(
      "SELECT * FROM ratings WHERE (project, week, id) > (?, ?, ?) ORDER BY project, week, id LIMIT ?",
    );
  }

  async add(rows: readonly RatingRow[]): Promise<void> {
    this.#database.transaction(() => {
      for (const row of rows) this.#add.run(...ratingValues(row));
    });
  }

  async find(keys: readonly RatingKey[]): Promise<(Uint8Array | null)[]> {
    return keys.map(({ project, week, id }) => {
      const row = this.#find.get(project, week, id) as { digest: Uint8Array } | undefined;
      return row?.digest ?? null;
    });
  }

  async weeks({ project, touchpoint, from, to }: Selection): Promise<IsoWeek[]> {
    const rows = this.#weeks.all(project, from ?? "", to ?? "9999-W53", touchpoint ?? null) as { counted: IsoWeek }[];
    return rows.map(({ counted }) => counted);
  }

  async answers(project: string, week: IsoWeek, touchpoint?: string): Promise<Answer[]> {
    const rows = this.#answers.all(project, week, touchpoint ?? null) as StoredAnswer[];
    return rows.map(({ minimum_group: minimumGroup, ...answer }) => ({ ...answer, minimumGroup }));
  }

  async page(after: RatingKey | undefined, limit: number): Promise<RatingRow[]> {
    const { project = "", week = "", id = NOTHING } = after ?? {};
    return (this.#page.all(project, week, id, limit) as StoredRating[]).map(ratingRow);
  }

  async rewriteFor(openWeek: IsoWeek): Promise<void> {
    this.#rewriting.for(openWeek);
  }

  async truncateLog(): Promise<void> {
    this.#database.truncateLog();
  }
}
