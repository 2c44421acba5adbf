import type { IsoWeek } from "@aftertask/schema/words";
import { DatabaseSync } from "@photostructure/sqlite";
import type { Tombstone } from "../row.js";
import type { Tombstones } from "../tombstones.js";
import type { Database, Statement } from "./database.js";

/** Stands in the file of the ratings. */
export const TOMBSTONES_TABLE = `
  CREATE TABLE tombstones (
    project TEXT NOT NULL,
    mark BLOB NOT NULL,
    week TEXT NOT NULL,
    PRIMARY KEY (project, mark)
  ) WITHOUT ROWID, STRICT`;

const ADD = "INSERT INTO tombstones (project, mark, week) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
const ALL = "SELECT project, mark, week FROM tombstones ORDER BY project, mark";
const DESTROY = "DELETE FROM tombstones WHERE week <= ?";

export class SqliteTombstones implements Tombstones {
  readonly #database: Database;
  readonly #all: Statement;

  constructor(database: Database) {
    this.#database = database;
    this.#all = database.prepare(ALL);
  }

  async add(tombstones: readonly Tombstone[]): Promise<void> {
    const rows = tombstones.map(({ project, mark, week }) => [project, mark, week]);
    await this.#database.transaction(() => [{ sql: ADD, rows }]);
  }

  async all(): Promise<Tombstone[]> {
    return rowsOf(this.#all.all());
  }

  async destroyUpTo(week: IsoWeek): Promise<number> {
    const [destroyed = 0] = await this.#database.transaction(() => [{ sql: DESTROY, rows: [[week]] }]);
    return destroyed;
  }
}

/** All of them, where no store is open, and must not be: through a connection that can write nothing. */
export function readTombstones(file: string): Tombstone[] {
  const connection = new DatabaseSync(file, { readOnly: true });
  try {
    return rowsOf(connection.prepare(ALL).all());
  } finally {
    connection.close();
  }
}

/** The driver's rows have no prototype. */
function rowsOf(rows: unknown[]): Tombstone[] {
  return (rows as Tombstone[]).map((row) => ({ ...row }));
}
