import type { IsoWeek } from "@aftertask/schema/words";
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

export class SqliteTombstones implements Tombstones {
  readonly #database: Database;
  readonly #add: Statement;
  readonly #all: Statement;
  readonly #destroy: Statement;

  constructor(database: Database) {
    this.#database = database;
    this.#add = database.prepare(
      "INSERT INTO tombstones (project, mark, week) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
    );
    this.#all = database.prepare("SELECT project, mark, week FROM tombstones ORDER BY project, mark");
    this.#destroy = database.prepare("DELETE FROM tombstones WHERE week <= ?");
  }

  async add(tombstones: readonly Tombstone[]): Promise<void> {
    await this.#database.transaction(() => {
      for (const { project, mark, week } of tombstones) this.#add.run(project, mark, week);
    });
  }

  async all(): Promise<Tombstone[]> {
    return (this.#all.all() as Tombstone[]).map((row) => ({ ...row }));
  }

  async destroyUpTo(week: IsoWeek): Promise<number> {
    let destroyed = 0;
    await this.#database.transaction(() => {
      destroyed = Number(this.#destroy.run(week).changes);
    });
    return destroyed;
  }
}
