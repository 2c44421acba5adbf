import { ISO_WEEK, type IsoWeek } from "@aftertask/schema/words";
import { type QueryExecutorProvider, type RawBuilder, sql } from "kysely";
import { weekAfter } from "../../week.js";

/** Ratings whose stated week has no partition: those of clocks that are wrong, and of weeks before the first start. */
export const OTHER_WEEKS = "ratings.ratings_of_other_weeks";

/** A part of the table, and which weeks lie in it; `undefined` for the other weeks. */
export interface Part {
  name: string;
  week: IsoWeek | undefined;
}

/**
 * Makes partitions for the open week and the next one, and writes those anew that have grown since the last time.
 * Readers go on meanwhile; who wants to add waits.
 * @param last the week that was open then; empty the first time
 */
export async function turnPartitions(
  transaction: QueryExecutorProvider,
  openWeek: IsoWeek,
  last: IsoWeek,
): Promise<void> {
  await sql`lock table ratings.ratings in share row exclusive mode`.execute(transaction);
  const weeks = await partitionedWeeks(transaction);
  for (const part of last === "" ? [] : await grownSince(transaction, last, openWeek, weeks)) {
    await replace(transaction, part, sql`select * from ${sql.table(part.name)}`);
  }
  for (const week of [openWeek, weekAfter(openWeek)])
    if (!weeks.includes(week)) {
      const moved = sql`delete from ${sql.table(OTHER_WEEKS)} where week = ${week} returning *`;
      await make(transaction, { name: nameOf(week), week }, moved);
    }
}

/** The partitions that hold ratings of the weeks that were counted since. */
async function grownSince(
  transaction: QueryExecutorProvider,
  last: IsoWeek,
  openWeek: IsoWeek,
  weeks: readonly IsoWeek[],
): Promise<Part[]> {
  // A clock that was set back turns the two around.
  const { rows } = await sql<{ week: IsoWeek }>`
    select distinct week from ratings.ratings
    where counted between least(${last}::text, ${openWeek}) and greatest(${last}::text, ${openWeek})`.execute(
    transaction,
  );
  const grown = rows.map(({ week }) => (weeks.includes(week) ? week : undefined));
  return [...new Set(grown)].map((week) => ({ week, name: week === undefined ? OTHER_WEEKS : nameOf(week) }));
}

export async function replace(
  transaction: QueryExecutorProvider,
  part: Part,
  rows: RawBuilder<unknown>,
): Promise<void> {
  await fill(transaction, rows);
  await drop(transaction, part);
  await attach(transaction, part);
}

export async function drop(transaction: QueryExecutorProvider, { name }: Part): Promise<void> {
  await sql`alter table ratings.ratings detach partition ${sql.table(name)}`.execute(transaction);
  await sql`drop table ${sql.table(name)}`.execute(transaction);
}

async function make(transaction: QueryExecutorProvider, part: Part, rows: RawBuilder<unknown>): Promise<void> {
  await fill(transaction, rows);
  await attach(transaction, part);
}

/** All rows in one transaction and in the order of their keys: nothing tells any more which came first. */
async function fill(transaction: QueryExecutorProvider, rows: RawBuilder<unknown>): Promise<void> {
  await sql`create table ratings.fresh (like ratings.ratings including all)`.execute(transaction);
  await sql`
    with moved as (${rows}) insert into ratings.fresh select * from moved order by project, week, id`.execute(
    transaction,
  );
}

async function attach(transaction: QueryExecutorProvider, { name, week }: Part): Promise<void> {
  const bounds = week === undefined ? sql`default` : sql`for values in (${sql.lit(week)})`;
  // Who has begun to look something up knows the partitions of then, and would find moved rows in none of them.
  await sql`lock table ratings.ratings in access exclusive mode`.execute(transaction);
  await sql`alter table ratings.fresh rename to ${sql.ref(name.replace("ratings.", ""))}`.execute(transaction);
  await sql`alter table ratings.ratings attach partition ${sql.table(name)} ${bounds}`.execute(transaction);
}

/** `ratings.ratings_2026_w47`. */
export function nameOf(week: IsoWeek): string {
  return `ratings.ratings_${week.toLowerCase().replace("-", "_")}`;
}

export async function partitionedWeeks(transaction: QueryExecutorProvider): Promise<IsoWeek[]> {
  const { rows } = await sql<{ name: string }>`
    select child.relname as name from pg_catalog.pg_inherits
    join pg_catalog.pg_class child on child.oid = inhrelid
    where inhparent = 'ratings.ratings'::regclass`.execute(transaction);
  return rows
    .map(({ name }) => name.replace("ratings_", "").replace("_", "-").toUpperCase())
    .filter((name) => ISO_WEEK.test(name));
}
