import type { IsoWeek } from "@aftertask/schema/words";
import { type QueryExecutorProvider, sql, type Transaction } from "kysely";
import type { Database, Schema } from "./database.js";

/** The table in which a schema remembers for which week its tables were last written anew. */
export function rewrittenTable(schema: Schema): string {
  return `
    create table ${schema}.rewritten (week text collate "C" not null);
    insert into ${schema}.rewritten (week) values ('')`;
}

/**
 * Writes tables anew once a week, by whichever collector comes first. Rows lie in a table in the order in which they
 * came, and each tells the number of the transaction that wrote it: written anew, in the order of their keys and in one
 * transaction, they tell neither.
 */
export class Rewriting<Tables> {
  readonly #database: Database<Tables>;
  readonly #schema: Schema;
  #last: IsoWeek | undefined;

  constructor(database: Database<Tables>, schema: Schema) {
    this.#database = database;
    this.#schema = schema;
  }

  /** @param rewrite is told the week for which the tables were last written; empty the first time */
  async for(
    openWeek: IsoWeek,
    rewrite: (transaction: Transaction<Tables>, last: IsoWeek) => Promise<void>,
  ): Promise<void> {
    if (this.#last === openWeek) return;
    await this.#database.lastingly(async (transaction) => {
      const last = await takeTurn(transaction, this.#schema);
      if (last === openWeek) return;
      await rewrite(transaction, last);
      await sql`update ${sql.table(`${this.#schema}.rewritten`)} set week = ${openWeek}`.execute(transaction);
    });
    this.#last = openWeek;
  }
}

/**
 * Settles when nobody else writes tables of the schema anew, and no backup reads them: whoever waited for that at a table
 * itself would hold up all who look something up in it. To be called before anything is locked.
 * @returns the week for which they were last written anew
 */
export async function takeTurn(transaction: QueryExecutorProvider, schema: Schema): Promise<IsoWeek> {
  const { rows } = await sql<{ week: IsoWeek }>`
    select week from ${sql.table(`${schema}.rewritten`)} for update`.execute(transaction);
  return rows[0]?.week ?? "";
}

/** Locks a table against everybody else until the end of the transaction. */
export async function lockAlone(transaction: QueryExecutorProvider, table: string): Promise<void> {
  await sql`lock table ${sql.table(table)} in access exclusive mode`.execute(transaction);
}

/**
 * Writes a small table anew with those rows that stay, so that nothing of the others is left in its files. The table
 * must be locked.
 * @returns how many did not stay
 */
export async function rewriteSmall<Row extends object>(
  transaction: QueryExecutorProvider,
  table: string,
  order: string,
  stays: (row: Row) => boolean,
): Promise<number> {
  const name = sql.table(table);
  const { rows } = await sql<Row>`select * from ${name} order by ${sql.ref(order)}`.execute(transaction);
  const kept = rows.filter(stays);
  await sql`truncate ${name}`.execute(transaction);
  for (let at = 0; at < kept.length; at += 1_000) {
    const portion = kept.slice(at, at + 1_000);
    const columns = sql.join(Object.keys(portion[0] ?? {}).map((column) => sql.ref(column)));
    const values = sql.join(portion.map((row) => sql`(${sql.join(Object.values(row))})`));
    await sql`insert into ${name} (${columns}) values ${values}`.execute(transaction);
  }
  return rows.length - kept.length;
}
