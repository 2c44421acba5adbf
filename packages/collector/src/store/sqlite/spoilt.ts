import type { Database, Statement } from "./database.js";

/** How often something was removed from the ratings since their file was written anew for that reason. Stands in that file. */
export const SPOILT_TABLE = `
  CREATE TABLE spoilt (times INTEGER NOT NULL) STRICT;
  INSERT INTO spoilt (times) VALUES (0);
  CREATE TRIGGER spoil AFTER DELETE ON ratings BEGIN UPDATE spoilt SET times = times + 1; END`;

/**
 * What is removed is overwritten at once where it lies. But when a page is full its rows are shared out to others, and what
 * leaves it stays in the gap between those that do not: a copy that nobody removes.
 */
export class Spoilt {
  readonly #database: Database;
  readonly #times: Statement;

  constructor(database: Database) {
    this.#database = database;
    this.#times = database.prepare("SELECT times FROM spoilt");
  }

  /** Leaves nothing on disk of what was removed. Done before it is noted: one that is killed in between is only done again. */
  async mend(): Promise<void> {
    const { times } = this.#times.get() as { times: number };
    if (times === 0) return;
    await this.#database.rewrite();
    // What was removed meanwhile is still to come.
    await this.#database.transaction(() => [{ sql: "UPDATE spoilt SET times = times - ?", rows: [[times]] }]);
    await this.#database.truncateLog();
  }
}
