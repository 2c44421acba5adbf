import type { IsoWeek } from "@aftertask/schema/words";
import { type RawBuilder, sql } from "kysely";
import type { Found, Limit, Ratings, Selection, Sought } from "../ratings.js";
import { type Answer, hex, type IdNames, type RatingKey, type RatingRow } from "../row.js";
import type { Database } from "./database.js";
import { findSettled, nameArrays, removeFrom } from "./look-up.js";
import { OTHER_WEEKS, partitionedWeeks, turnPartitions } from "./partitions.js";
import { PUBLISHED_TABLE } from "./published.js";
import { RATING_COLUMNS, RATING_NAMES, arrayOf, ratingArrays, ratingRow, type StoredRating } from "./rating-columns.js";
import type { RatingsTables } from "./ratings-tables.js";
import { Rewriting, rewrittenTable } from "./rewriting.js";
import { thinPartitions } from "./thin-partitions.js";
import { TOMBSTONES_TABLE } from "./tombstones.js";

export const RATINGS_MIGRATIONS = {
  "0001": `
    create table ratings.ratings (${RATING_COLUMNS}, primary key (project, week, id)) partition by list (week);
    create index ratings_by_group on ratings.ratings (project, counted, touchpoint, instrument);
    create table ${OTHER_WEEKS} partition of ratings.ratings default;
    ${rewrittenTable("ratings")}`,
  "0002": PUBLISHED_TABLE,
  "0003": `
    ${TOMBSTONES_TABLE};
    create index ratings_by_odd_id on ratings.ratings (project, id) where week <> counted`,
  "0004": 'create table ratings.spoilt (week text collate "C" primary key)',
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

  find(keys: readonly Sought[]): Promise<Found[]> {
    return findSettled(this.#database.quick, keys);
  }

  /** Nearly always a rating lies in the week that it was counted in, and of those there are few. */
  async holding(names: readonly Pick<IdNames, "project" | "id">[]): Promise<RatingRow[]> {
    const database = this.#database.patient;
    const [projects = sql``, ids = sql``] = nameArrays(names);
    // In this order: what the turn of a week moves from the others to a partition meanwhile is met in one of the two.
    const weeks = [...(await this.#otherWeeks(projects)), ...(await partitionedWeeks(database))];
    const { rows } = await sql<StoredRating>`
      select * from ratings.ratings
      where project = any(${projects}) and week = any(${arrayOf(weeks, "text")}) and id = any(${ids}) and week = counted
      union all
      select * from ratings.ratings where project = any(${projects}) and id = any(${ids}) and week <> counted`.execute(
      database,
    );
    const wanted = new Set(names.map(nameText));
    return rows.map(ratingRow).filter((row) => wanted.has(nameText(row)));
  }

  /** The weeks that were counted of what lies in no partition of its week. */
  async #otherWeeks(projects: RawBuilder<unknown>): Promise<IsoWeek[]> {
    const other = sql.table(OTHER_WEEKS);
    const { rows } = await sql<{ week: IsoWeek }>`
      with recursive weeks (project, week) as (
        select project, (select min(counted) from ${other} as other where other.project = name.project)
        from unnest(${projects}) as name (project)
        union all
        select project, (
          select min(counted) from ${other} as other where other.project = weeks.project and counted > weeks.week
        )
        from weeks where week is not null
      )
      select distinct week from weeks where week is not null`.execute(this.#database.patient);
    return rows.map(({ week }) => week);
  }

  async remove(keys: readonly RatingKey[]): Promise<void> {
    if (keys.length === 0) return;
    await this.#database.slowly(async (transaction) => {
      await removeFrom(transaction, "ratings.ratings", keys);
      // What was removed lies in the table's files until they are written anew.
      await transaction
        .insertInto("ratings.spoilt")
        .values([...new Set(keys.map(({ week }) => week))].map((week) => ({ week })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    });
  }

  destroy(limits: readonly Limit[]): Promise<number> {
    return thinPartitions(this.#database, limits);
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

function nameText({ project, id }: Pick<IdNames, "project" | "id">): string {
  return `${project} ${hex(id)}`;
}
