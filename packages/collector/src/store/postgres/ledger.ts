import type { IsoWeek } from "@aftertask/schema/words";
import { type QueryExecutorProvider, sql } from "kysely";
import type { Ledger } from "../ledger.js";
import { type LedgerRow, ledgerText } from "../row.js";
import type { Database } from "./database.js";
import { usedIn } from "./look-up.js";
import { arrayOf } from "./rating-columns.js";
import { Rewriting, rewrittenTable, takeTurn } from "./rewriting.js";

export const LEDGER_MIGRATIONS = {
  "0001": `
    create table ledger.ledger (
      project text collate "C" not null,
      pseudonym bytea not null,
      day text collate "C" not null,
      primary key (project, pseudonym)
    );
    ${rewrittenTable("ledger")}`,
};

export interface LedgerTables {
  "ledger.ledger": LedgerRow;
}

export class PostgresLedger implements Ledger {
  readonly #database: Database<LedgerTables>;
  readonly #rewriting: Rewriting<LedgerTables>;

  constructor(database: Database<LedgerTables>) {
    this.#database = database;
    this.#rewriting = new Rewriting(database, "ledger");
  }

  async add(rows: readonly LedgerRow[]): Promise<void> {
    if (rows.length === 0) return;
    const columns = sql.join([
      arrayOf(
        rows.map(({ project }) => project),
        "text",
      ),
      arrayOf(
        rows.map(({ pseudonym }) => pseudonym),
        "bytea",
      ),
      arrayOf(
        rows.map(({ day }) => day),
        "text",
      ),
    ]);
    await sql`
      insert into ledger.ledger (project, pseudonym, day)
      select project, pseudonym, day from unnest(${columns}) as moved (project, pseudonym, day)
      on conflict do nothing`.execute(this.#database.patient);
  }

  async used(rows: readonly Pick<LedgerRow, "project" | "pseudonym">[]): Promise<boolean[]> {
    const used = await usedIn(this.#database.quick, "ledger.ledger", rows);
    return rows.map((row) => used.has(ledgerText(row)));
  }

  async page(after: Pick<LedgerRow, "project" | "pseudonym"> | undefined, limit: number): Promise<LedgerRow[]> {
    const { project = "", pseudonym = new Uint8Array() } = after ?? {};
    const { rows } = await sql<LedgerRow>`
      select project, pseudonym, day from ledger.ledger where (project, pseudonym) > (${project}, ${pseudonym})
      order by project, pseudonym limit ${limit}`.execute(this.#database.patient);
    return rows;
  }

  async destroyBefore(day: string): Promise<number> {
    const outdated = this.#database.lasting.selectFrom("ledger.ledger").select("day").where("day", "<", day).limit(1);
    if (!(await outdated.executeTakeFirst())) return 0;
    return this.#database.lastingly(async (transaction) => {
      await takeTurn(transaction, "ledger");
      return writeAnew(transaction, day);
    });
  }

  async rewriteFor(openWeek: IsoWeek): Promise<void> {
    await this.#rewriting.for(openWeek, async (transaction, last) => {
      if (last === "") return;
      await writeAnew(transaction, "");
    });
  }

  /** The log is the server's, and holds the work of all its databases: see docs/operation.md. */
  async truncateLog(): Promise<void> {}
}

/**
 * Writes the table anew in the order of its keys, without the days before this one. Others may look things up
 * meanwhile, but add nothing.
 * @returns how many rows were left out
 */
async function writeAnew(transaction: QueryExecutorProvider, day: string): Promise<number> {
  await sql`lock table ledger.ledger in share row exclusive mode`.execute(transaction);
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from ledger.ledger where day < ${day}`.execute(transaction);
  for (const statement of [
    sql`create table ledger.fresh (like ledger.ledger including all)`,
    sql`insert into ledger.fresh select * from ledger.ledger where day >= ${day} order by project, pseudonym`,
    sql`drop table ledger.ledger`,
    sql`alter table ledger.fresh rename to ledger`,
  ])
    await statement.execute(transaction);
  return rows[0]?.count ?? 0;
}
