import type { IsoWeek } from "@aftertask/schema/words";
import { sql } from "kysely";
import type { Client } from "pg";
import type { Tombstone } from "../row.js";
import type { Tombstones } from "../tombstones.js";
import type { Database } from "./database.js";
import { arrayOf } from "./rating-columns.js";
import type { RatingsTables } from "./ratings-tables.js";
import { lockAlone, rewriteSmall, takeTurn } from "./rewriting.js";

/** Stands in the schema of the ratings. */
export const TOMBSTONES_TABLE = `
  create table ratings.tombstones (
    project text collate "C" not null,
    mark bytea not null,
    week text collate "C" not null,
    primary key (project, mark)
  )`;

export class PostgresTombstones implements Tombstones {
  readonly #database: Database<RatingsTables>;

  constructor(database: Database<RatingsTables>) {
    this.#database = database;
  }

  async add(tombstones: readonly Tombstone[]): Promise<void> {
    if (tombstones.length === 0) return;
    const columns = sql.join([
      arrayOf(
        tombstones.map(({ project }) => project),
        "text",
      ),
      arrayOf(
        tombstones.map(({ mark }) => mark),
        "bytea",
      ),
      arrayOf(
        tombstones.map(({ week }) => week),
        "text",
      ),
    ]);
    await sql`
      insert into ratings.tombstones (project, mark, week)
      select project, mark, week from unnest(${columns}) as put_up (project, mark, week)
      on conflict do nothing`.execute(this.#database.patient);
  }

  all(): Promise<Tombstone[]> {
    return this.#database.patient
      .selectFrom("ratings.tombstones")
      .selectAll()
      .orderBy("project")
      .orderBy("mark")
      .execute();
  }

  async destroyUpTo(week: IsoWeek): Promise<number> {
    const outdated = this.#database.patient
      .selectFrom("ratings.tombstones")
      .select("week")
      .where("week", "<=", week)
      .limit(1);
    if (!(await outdated.executeTakeFirst())) return 0;
    return this.#database.lastingly(async (transaction) => {
      await takeTurn(transaction, "ratings");
      await lockAlone(transaction, "ratings.tombstones");
      return rewriteSmall<Tombstone>(transaction, "ratings.tombstones", "mark", (row) => row.week > week);
    });
  }
}

/** All of them, where no store is open, and must not be: in a transaction that could not write. */
export async function readTombstones(client: Client): Promise<Tombstone[]> {
  await client.query("begin transaction read only");
  await client.query(`
    select set_config('role', pg_get_userbyid(nspowner), true) from pg_catalog.pg_namespace
    where nspname = 'ratings' and pg_has_role(nspowner, 'member')`);
  const { rows } = await client.query<Tombstone>(
    "select project, mark, week from ratings.tombstones order by project, mark",
  );
  await client.query("commit");
  return rows;
}
