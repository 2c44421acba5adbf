import type { IsoWeek } from "@aftertask/schema/words";
import { weekAfter } from "../../week.js";
import type { Publication, Published, PublishedRow } from "../published.js";
import type { Database } from "./database.js";
import type { RatingsTables, StoredPublication } from "./ratings-tables.js";

/** Stands in the schema of the ratings. */
export const PUBLISHED_TABLE = `
  create table ratings.published (
    project text collate "C" not null,
    week text collate "C" not null,
    published_at text collate "C" not null,
    rows text not null,
    primary key (project, week)
  )`;

export class PostgresPublished implements Published {
  readonly #database: Database<RatingsTables>;

  constructor(database: Database<RatingsTables>) {
    this.#database = database;
  }

  async keep({ project, week, publishedAt, rows }: Publication): Promise<void> {
    const told = { published_at: publishedAt, rows: JSON.stringify(rows) };
    await this.#database.patient
      .insertInto("ratings.published")
      .values({ project, week, ...told })
      .onConflict((conflict) =>
        conflict
          .columns(["project", "week"])
          .doUpdateSet(told)
          .where("ratings.published.published_at", ">", weekAfter(publishedAt)),
      )
      .execute();
  }

  async read(
    project: string,
    openWeek: IsoWeek,
    { from = "", to = "9999-W53" }: Parameters<Published["read"]>[2] = {},
  ): Promise<Publication[]> {
    const rows = await this.#database.patient
      .selectFrom("ratings.published")
      .selectAll()
      .where("project", "=", project)
      .where("week", ">=", from)
      .where("week", "<=", to)
      .where("published_at", "<=", weekAfter(openWeek))
      .orderBy("week")
      .execute();
    return rows.map(publication);
  }

  async all(): Promise<Publication[]> {
    const rows = await this.#database.patient
      .selectFrom("ratings.published")
      .selectAll()
      .orderBy("project")
      .orderBy("week")
      .execute();
    return rows.map(publication);
  }

  async destroyUpTo(week: IsoWeek): Promise<number> {
    const { numDeletedRows } = await this.#database.patient
      .deleteFrom("ratings.published")
      .where("week", "<=", week)
      .executeTakeFirst();
    return Number(numDeletedRows);
  }
}

function publication({ project, week, published_at: publishedAt, rows }: StoredPublication): Publication {
  return { project, week, publishedAt, rows: JSON.parse(rows) as PublishedRow[] };
}
