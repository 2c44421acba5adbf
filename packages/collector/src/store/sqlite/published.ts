import type { IsoWeek } from "@aftertask/schema/words";
import { weekAfter } from "../../week.js";
import type { Publication, Published, PublishedRow } from "../published.js";
import type { Database, Statement } from "./database.js";

/** Stands in the file of the ratings. */
export const PUBLISHED_TABLE = `
  CREATE TABLE published (
    project TEXT NOT NULL,
    week TEXT NOT NULL,
    published_at TEXT NOT NULL,
    rows TEXT NOT NULL,
    PRIMARY KEY (project, week)
  ) WITHOUT ROWID, STRICT`;

const KEEP = `
  INSERT INTO published (project, week, published_at, rows) VALUES (?1, ?2, ?3, ?4)
  ON CONFLICT DO UPDATE SET published_at = ?3, rows = ?4 WHERE published_at > ?5`;
const DESTROY = "DELETE FROM published WHERE week <= ?";

interface Stored {
  project: string;
  week: string;
  published_at: string;
  rows: string;
}

export class SqlitePublished implements Published {
  readonly #database: Database;
  readonly #read: Statement;
  readonly #all: Statement;

  constructor(database: Database) {
    this.#database = database;
    this.#read = database.prepare(
      `SELECT * FROM published
       WHERE project = ? AND week BETWEEN ? AND ? AND published_at <= ? ORDER BY week`,
    );
    this.#all = database.prepare("SELECT * FROM published ORDER BY project, week");
  }

  async keep({ project, week, publishedAt, rows }: Publication): Promise<void> {
    const values = [project, week, publishedAt, JSON.stringify(rows), weekAfter(publishedAt)];
    await this.#database.transaction(() => [{ sql: KEEP, rows: [values] }]);
  }

  async read(
    project: string,
    openWeek: IsoWeek,
    { from = "", to = "9999-W53" }: Parameters<Published["read"]>[2] = {},
  ): Promise<Publication[]> {
    return (this.#read.all(project, from, to, weekAfter(openWeek)) as Stored[]).map(publication);
  }

  async all(): Promise<Publication[]> {
    return (this.#all.all() as Stored[]).map(publication);
  }

  async destroyUpTo(week: IsoWeek): Promise<number> {
    const [destroyed = 0] = await this.#database.transaction(() => [{ sql: DESTROY, rows: [[week]] }]);
    return destroyed;
  }
}

function publication({ project, week, published_at: publishedAt, rows }: Stored): Publication {
  return { project, week, publishedAt, rows: JSON.parse(rows) as PublishedRow[] };
}
