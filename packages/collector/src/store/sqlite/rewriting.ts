import type { IsoWeek } from "@aftertask/schema/words";
import type { Database, Statement } from "./database.js";

/** The table in which a file remembers for which week it was last written anew. */
export const REWRITTEN_TABLE = "CREATE TABLE rewritten (week TEXT NOT NULL) STRICT";

/** Writes a file anew once a week. Done before it is noted: one that is killed in between is only done again. */
export class Rewriting {
  readonly #database: Database;
  readonly #last: Statement;
  readonly #forget: Statement;
  readonly #note: Statement;

  constructor(database: Database) {
    this.#database = database;
    this.#last = database.prepare("SELECT week FROM rewritten");
    this.#forget = database.prepare("DELETE FROM rewritten");
    this.#note = database.prepare("INSERT INTO rewritten (week) VALUES (?)");
  }

  async for(openWeek: IsoWeek): Promise<void> {
    const last = this.#last.get() as { week: string } | undefined;
    if (last?.week === openWeek) return;
    if (last) await this.#database.rewrite();
    await this.#database.transaction(() => {
      this.#forget.run();
      this.#note.run(openWeek);
    });
    await this.#database.truncateLog();
  }
}
