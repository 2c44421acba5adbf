import type { Database } from "./database.js";

/**
 * Repeats a statement until it changes nothing any more, each time in a transaction of its own; others have their turn in
 * between. Returns how many rows it has changed.
 * @param statement changes a few rows, and says how many
 */
export async function inPortions(database: Database, statement: () => number | bigint): Promise<number> {
  let sum = 0;
  for (let changed = 1; changed > 0; sum += changed) {
    await database.transaction(() => {
      changed = Number(statement());
    });
    await new Promise((resume) => setImmediate(resume));
  }
  return sum;
}
