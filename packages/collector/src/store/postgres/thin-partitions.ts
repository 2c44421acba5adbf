import type { IsoWeek } from "@aftertask/schema/words";
import { type QueryExecutorProvider, type RawBuilder, sql } from "kysely";
import type { Limit } from "../ratings.js";
import { codeOf, type Database, NO_SUCH_TABLE } from "./database.js";
import { drop, nameOf, OTHER_WEEKS, type Part, partitionedWeeks, replace } from "./partitions.js";
import { arrayOf } from "./rating-columns.js";
import type { RatingsTables } from "./ratings-tables.js";
import { takeTurn } from "./rewriting.js";

/**
 * Destroys what was counted before each project's limit. A partition of which nothing stays is dropped; one of which
 * something stays, or something was removed, is written anew. One transaction for each: readers and the mix wait for one
 * partition at a time.
 * @returns how many rows were destroyed
 */
export async function thinPartitions(database: Database<RatingsTables>, limits: readonly Limit[]): Promise<number> {
  const last = limits.reduce((latest, { before }) => (before > latest ? before : latest), "");
  const weeks = await partitionedWeeks(database.lasting);
  const spoilt = (await database.lasting.selectFrom("ratings.spoilt").select("week").execute()).map(({ week }) => week);
  const ahead = await doomedAhead(database.lasting, limits, last);
  const parts: Part[] = [
    ...weeks
      .filter((week) => week <= last || spoilt.includes(week) || ahead.includes(week))
      .map((week) => ({ week, name: nameOf(week) })),
    { week: undefined, name: OTHER_WEEKS },
  ];
  let destroyed = 0;
  for (const part of parts) {
    const isSpoilt = (week: string) => (part.week === undefined ? !weeks.includes(week) : week === part.week);
    try {
      destroyed += await thin(database, part, limits, spoilt.filter(isSpoilt));
    } catch (cause) {
      // Another collector, or another command, has dropped it meanwhile.
      if (codeOf(cause) !== NO_SUCH_TABLE) throw cause;
    }
  }
  return destroyed;
}

async function thin(
  database: Database<RatingsTables>,
  part: Part,
  limits: readonly Limit[],
  spoilt: readonly string[],
): Promise<number> {
  const isOver = part.week !== undefined && limits.every(({ before }) => (part.week ?? "") < before);
  const first = await count(database.lasting, part, limits);
  if (first.doomed === 0 && spoilt.length === 0 && !(isOver && first.all === 0)) return 0;
  return database.lastingly(async (transaction) => {
    await takeTurn(transaction, "ratings");
    // Readers go on meanwhile; who wants to add waits, so that what is counted now is what is there.
    await sql`lock table ratings.ratings in share row exclusive mode`.execute(transaction);
    const { doomed, all } = await count(transaction, part, limits);
    if (doomed === all && isOver) await drop(transaction, part);
    else
      await replace(
        transaction,
        part,
        sql`select * from ${sql.table(part.name)} as kept where not ${isDoomed(limits)}`,
      );
    if (spoilt.length > 0) await transaction.deleteFrom("ratings.spoilt").where("week", "in", spoilt).execute();
    return doomed;
  });
}

/** Stated weeks beyond the last limit that hold what is over: of clocks that were ahead. Found by the index of each project. */
async function doomedAhead(
  database: QueryExecutorProvider,
  limits: readonly Limit[],
  last: string,
): Promise<IsoWeek[]> {
  const { rows } = await sql<{ week: IsoWeek }>`
    select distinct kept.week from unnest(${sql.join(limitArrays(limits))}) as over (project, before), lateral (
      select week from ratings.ratings
      where project = over.project and counted < over.before and week > ${last} offset 0
    ) as kept`.execute(database);
  return rows.map(({ week }) => week);
}

async function count(
  database: QueryExecutorProvider,
  { name }: Part,
  limits: readonly Limit[],
): Promise<{ doomed: number; all: number }> {
  const { rows } = await sql<{ doomed: number; all: number }>`
    select count(*) filter (where ${isDoomed(limits)})::integer as doomed, count(*)::integer as all
    from ${sql.table(name)} as kept`.execute(database);
  return rows[0] ?? { doomed: 0, all: 0 };
}

function isDoomed(limits: readonly Limit[]): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select from unnest(${sql.join(limitArrays(limits))}) as over (project, before)
    where over.project = kept.project and kept.counted < over.before
  )`;
}

/** One array for each member. */
function limitArrays(limits: readonly Limit[]): RawBuilder<unknown>[] {
  return [
    arrayOf(
      limits.map(({ project }) => project),
      "text",
    ),
    arrayOf(
      limits.map(({ before }) => before),
      "text",
    ),
  ];
}
