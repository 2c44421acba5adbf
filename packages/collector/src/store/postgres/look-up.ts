import { type QueryExecutorProvider, sql } from "kysely";
import { keyText, type LedgerRow, ledgerText, type RatingKey } from "../row.js";
import { arrayOf } from "./rating-columns.js";

/** The digests of those ratings that the table holds, by `keyText`. */
export async function findIn(
  database: QueryExecutorProvider,
  table: string,
  keys: readonly RatingKey[],
): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (const [project, own] of byProject(keys)) {
    const weeks = [...new Set(own.map(({ week }) => week))];
    const ids = own.map(({ id }) => id);
    // It may find more than was asked for: an id of one week under another. Whoever asks goes by the key.
    const { rows } = await sql<RatingKey & { digest: Uint8Array }>`
      select project, week, id, digest from ${sql.table(table)}
      where project = ${project} and week = any(${arrayOf(weeks, "text")}) and id = any(${arrayOf(ids, "bytea")})`.execute(
      database,
    );
    for (const { digest, ...key } of rows) found.set(keyText(key), digest);
  }
  return found;
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
