import type { IsoWeek } from "@aftertask/schema/words";
import { sql } from "kysely";
import type { Ratings, Selection } from "../ratings.js";
import { type Answer, keyText, type RatingKey, type RatingRow } from "../row.js";
import type { Database } from "./database.js";
import { findIn } from "./look-up.js";
import { OTHER_WEEKS, turnPartitions } from "./partitions.js";
import { PUBLISHED_TABLE } from "./published.js";
import { RATING_COLUMNS, RATING_NAMES, ratingArrays, ratingRow, type StoredRating } from "./rating-columns.js";
import type { RatingsTables } from "./ratings-tables.js";
import { Rewriting, rewrittenTable } from "./rewriting.js";

export const RATINGS_MIGRATIONS = {
  "0001": `
    create table ratings.ratings (${RATING_COLUMNS}, primary key (project, week, id)) partition by list (week);
    create index ratings_by_group on ratings.ratings (project, counted, touchpoint, instrument);
    create table ${OTHER_WEEKS} partition of ratings.ratings default;
    ${rewrittenTable("ratings")}`,
  "0002": PUBLISHED_TABLE,
};

/** Rows that the server sends at once. */
const SLICE = 1_000;

/** Milliseconds that one slice may take. */
const SLICE_TIMEOUT = 5_000;

export class PostgresRatings implements Ratings {
  readonly #database: Database<RatingsTables>;
  readonly #rewriting: Rewriting<RatingsTables>;

  constructor(database: Database<RatingsTables>) {
    this.#database = database;
    this.#rewriting = new Rewriting(database, "ratings");
  }

  async add(rows: readonly RatingRow[]): Promise<void> {
    const names = sql.raw(RATING_NAMES);
    await sql`
      insert into ratings.ratings (${names})
      select ${names} from unnest(${sql.join(ratingArrays(rows))}) as moved (${names})
      on conflict do nothing`.execute(this.#database.patient);
  }

  async find(keys: readonly RatingKey[]): Promise<(Uint8Array | null)[]> {
    const found = await findIn(this.#database.quick, "ratings.ratings", keys);
    return keys.map((key) => found.get(keyText(key)) ?? null);
  }

  async weeks({ project, touchpoint, from, to }: Selection): Promise<IsoWeek[]> {
    let query = this.#database.patient
      .selectFrom("ratings.ratings")
      .select("counted")
      .distinct()
      .where("project", "=", project)
      .where("counted", ">=", from ?? "")
      .where("counted", "<=", to ?? "9999-W53")
      .orderBy("counted");
    if (touchpoint !== undefined) query = query.where("touchpoint", "=", touchpoint);
    return (await query.execute()).map(({ counted }) => counted);
  }

  async *answers(project: string, week: IsoWeek, touchpoint?: string): AsyncIterable<readonly Answer[]> {
    const query = this.#answers(project, week, touchpoint);
    const transaction = await this.#database.patient.startTransaction().execute();
    try {
      // Each slice is a statement of its own; one that takes so long must not hold up the mix.
      await sql`set local statement_timeout = ${sql.lit(SLICE_TIMEOUT)}`.execute(transaction);
      await sql`declare answers no scroll cursor for ${query}`.execute(transaction);
      for (let size = SLICE; size === SLICE;) {
        const { rows } = await sql<Answer>`fetch ${sql.lit(SLICE)} from answers`.execute(transaction);
        size = rows.length;
        if (size > 0) yield rows;
      }
    } finally {
      await transaction.rollback().execute();
    }
  }

  #answers(project: string, week: IsoWeek, touchpoint?: string) {
    const query = this.#database.patient
      .selectFrom("ratings.ratings")
      .select(["touchpoint", "instrument", "score", "channel", "minimum_group as minimumGroup", "rater"])
      .where("project", "=", project)
      .where("counted", "=", week)
      .orderBy("touchpoint")
      .orderBy("instrument");
    return touchpoint === undefined ? query : query.where("touchpoint", "=", touchpoint);
  }

  async page(after: RatingKey | undefined, limit: number): Promise<RatingRow[]> {
    const { project = "", week = "", id = new Uint8Array() } = after ?? {};
    const { rows } = await sql<StoredRating>`
      select * from ratings.ratings where (project, week, id) > (${project}, ${week}, ${id})
      order by project, week, id limit ${limit}`.execute(this.#database.patient);
    return rows.map(ratingRow);
  }

  async rewriteFor(openWeek: IsoWeek): Promise<void> {
    await this.#rewriting.for(openWeek, (transaction, last) => turnPartitions(transaction, openWeek, last));
  }

  /** The log is the server's, and holds the work of all its databases: see docs/operation.md. */
  async truncateLog(): Promise<void> {}
}
