import type { Database } from "./database.js";
import type { Value } from "./thread-program.js";

/**
 * Repeats a statement until it changes nothing any more, each time in a transaction of its own; others have their turn in
 * between. Returns how many rows it has changed.
 * @param sql changes a few rows
 */
export async function inPortions(database: Database, sql: string, ...values: Value[]): Promise<number> {
  let sum = 0;
  for (let changed = 1; changed > 0; sum += changed)
    [changed = 0] = await database.transaction(() => [{ sql, rows: [values] }]);
  return sum;
}
