import type { IsoWeek } from "@aftertask/schema/words";
import type { Ledger } from "../ledger.js";
import type { LedgerRow } from "../row.js";
import type { Database, Statement } from "./database.js";
import { inPortions } from "./in-portions.js";
import { REWRITTEN_TABLE, Rewriting } from "./rewriting.js";

export const LEDGER_MIGRATIONS = [
  `CREATE TABLE ledger (
     project TEXT NOT NULL,
     pseudonym BLOB NOT NULL,
     day TEXT NOT NULL,
     PRIMARY KEY (project, pseudonym)
   ) WITHOUT ROWID, STRICT;
   ${REWRITTEN_TABLE}`,
];

export class SqliteLedger implements Ledger {
  readonly #database: Database;
  readonly #rewriting: Rewriting;
  readonly #add: Statement;
  readonly #used: Statement;
  readonly #destroy: Statement;
  readonly #page: Statement;

  constructor(database: Database) {
    this.#database = database;
    this.#rewriting = new Rewriting(database);
    this.#add = database.prepare(
      "INSERT INTO ledger (project, pseudonym, day) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
    );
    this.#destroy = database.prepare(
      `DELETE FROM ledger WHERE (project, pseudonym) IN (SELECT project, pseudonym FROM ledger WHERE day < ? LIMIT 500)`,
    );
    this.#used = database.prepare("SELECT 1 FROM ledger WHERE project = ? AND pseudonym = ?");
    this.#page = database.prepare(
      "SELECT project, pseudonym, day FROM ledger WHERE (project, pseudonym) > (?, ?) ORDER BY project, pseudonym LIMIT ?",
    );
  }

  async add(rows: readonly LedgerRow[]): Promise<void> {
    await this.#database.transaction(() => {
      for (const { project, pseudonym, day } of rows) this.#add.run(project, pseudonym, day);
    });
  }

  async used(rows: readonly Pick<LedgerRow, "project" | "pseudonym">[]): Promise<boolean[]> {
    this.#database.checkPlace();
    return rows.map(({ project, pseudonym }) => this.#used.get(project, pseudonym) !== undefined);
  }

  async page(after: Pick<LedgerRow, "project" | "pseudonym"> | undefined, limit: number): Promise<LedgerRow[]> {
    const { project = "", pseudonym = new Uint8Array() } = after ?? {};
    return (this.#page.all(project, pseudonym, limit) as LedgerRow[]).map((row) => ({ ...row }));
  }

  async destroyBefore(day: string): Promise<number> {
    const destroyed = await inPortions(this.#database, () => this.#destroy.run(day).changes);
    if (destroyed > 0) await this.truncateLog();
    return destroyed;
  }

  async rewriteFor(openWeek: IsoWeek): Promise<void> {
    await this.#rewriting.for(openWeek);
  }

  async truncateLog(): Promise<void> {
    await this.#database.truncateLog();
  }
}
