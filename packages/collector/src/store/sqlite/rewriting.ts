import type { IsoWeek } from "@aftertask/schema/words";
import type { Database, Statement } from "./database.js";

/** The table in which a file remembers for which week it was last written anew. */
export const REWRITTEN_TABLE = "CREATE TABLE rewritten (week TEXT NOT NULL) STRICT";

/** Writes a file anew once a week. Done before it is noted: one that is killed in between is only done again. */
export class Rewriting {
  readonly #database: Database;
  readonly #last: Statement;

  constructor(database: Database) {
    this.#database = database;
    this.#last = database.prepare("SELECT week FROM rewritten");
  }

  async for(openWeek: IsoWeek): Promise<void> {
    const last = this.#last.get() as { week: string } | undefined;
    if (last?.week === openWeek) return;
    if (last) await this.#database.rewrite();
    await this.#database.transaction(() => [
      { sql: "DELETE FROM rewritten", rows: [[]] },
      { sql: "INSERT INTO rewritten (week) VALUES (?)", rows: [[openWeek]] },
    ]);
    await this.#database.truncateLog();
  }
}
