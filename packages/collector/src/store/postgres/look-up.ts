import { type QueryExecutorProvider, type RawBuilder, sql } from "kysely";
import { hex, type IdNames, keyText, type LedgerRow, ledgerText, type RatingKey } from "../row.js";
import type { Found, Sought } from "../ratings.js";
import { arrayOf } from "./rating-columns.js";

/** One array for each member of names. */
export function nameArrays(names: readonly Pick<IdNames, "project" | "id">[]): RawBuilder<unknown>[] {
  return [
    arrayOf(
      names.map(({ project }) => project),
      "text",
    ),
    arrayOf(
      names.map(({ id }) => id),
      "bytea",
    ),
  ];
}

/** The digests of those ratings that the table holds, by `keyText`. */
export async function findIn(
  database: QueryExecutorProvider,
  table: string,
  keys: readonly RatingKey[],
): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (const [project, own] of byProject(keys)) {
    const { rows } = await selectOf(table, project, own).execute(database);
    for (const { digest, ...key } of rows) found.set(keyText(key), digest);
  }
  return found;
}

/**
 * The same of the ratings that stay, and of their tombstones: one statement, which sees one moment. Whoever is erasing puts
 * the tombstone up before removing the rating, so that one of the two is always met.
 */
export async function findSettled(database: QueryExecutorProvider, keys: readonly Sought[]): Promise<Found[]> {
  const found = new Map<string, Uint8Array>();
  const erased = new Set<string>();
  for (const [project, own] of byProject(keys)) {
    const marks = own.flatMap(({ mark }) => mark ?? []);
    const { rows } = await sql<FoundRow | { id: null; digest: Uint8Array }>`
      ${selectOf("ratings.ratings", project, own)}
      union all
      select project, null, null, mark from ratings.tombstones
      where project = ${project} and mark = any(${arrayOf(marks, "bytea")})`.execute(database);
    for (const row of rows)
      if (row.id) found.set(keyText(row), row.digest);
      else erased.add(`${project} ${hex(row.digest)}`);
  }
  return keys.map((key) => {
    const isErased = key.mark !== undefined && erased.has(`${key.project} ${hex(key.mark)}`);
    return found.get(keyText(key)) ?? (isErased ? "erased" : null);
  });
}

type FoundRow = RatingKey & { digest: Uint8Array };

/** It may find more than was asked for: an id of one week under another. Whoever asks goes by the key. */
function selectOf(table: string, project: string, keys: readonly RatingKey[]): RawBuilder<FoundRow> {
  const weeks = [...new Set(keys.map(({ week }) => week))];
  const ids = keys.map(({ id }) => id);
  return sql<FoundRow>`
    select project, week, id, digest from ${sql.table(table)}
    where project = ${project} and week = any(${arrayOf(weeks, "text")}) and id = any(${arrayOf(ids, "bytea")})`;
}

type TaskKey = Pick<LedgerRow, "project" | "pseudonym">;

/** Those pseudonyms that the table holds, as `ledgerText`. */
export async function usedIn(
  database: QueryExecutorProvider,
  table: string,
  tasks: readonly TaskKey[],
): Promise<Set<string>> {
  const used = new Set<string>();
  for (const [project, own] of byProject(tasks)) {
    const pseudonyms = arrayOf(
      own.map(({ pseudonym }) => pseudonym),
      "bytea",
    );
    const { rows } = await sql<TaskKey>`
      select project, pseudonym from ${sql.table(table)}
      where project = ${project} and pseudonym = any(${pseudonyms})`.execute(database);
    for (const row of rows) used.add(ledgerText(row));
  }
  return used;
}

function byProject<Row extends { project: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.project, [...(groups.get(row.project) ?? []), row]);
  return groups;
}

/** Removes what the table holds under these keys. */
export async function removeFrom(
  database: QueryExecutorProvider,
  table: "intake.intake" | "ratings.ratings",
  keys: readonly RatingKey[],
): Promise<void> {
  const arrays = sql.join([
    ...nameArrays(keys),
    arrayOf(
      keys.map(({ week }) => week),
      "text",
    ),
  ]);
  await sql`
    delete from ${sql.table(table)} as kept using unnest(${arrays}) as gone (project, id, week)
    where kept.project = gone.project and kept.week = gone.week and kept.id = gone.id`.execute(database);
}
