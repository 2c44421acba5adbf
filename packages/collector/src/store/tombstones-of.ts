import { DatabaseSync } from "@photostructure/sqlite";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { isPostgres } from "./open.js";
import { openPostgres } from "./postgres/open.js";
import type { Tombstone } from "./row.js";
import { DatabaseUnusableError } from "./unusable.js";

/**
 * What was erased in a place, which may be in use. Of a folder nothing else has to be readable.
 * @throws DatabaseUnusableError where that cannot be read
 */
export async function tombstonesOf(place: string): Promise<Tombstone[]> {
  if (!isPostgres(place)) return inFolder(place);
  const stores = await openPostgres(place);
  try {
    return await stores.tombstones.all();
  } finally {
    await stores.close();
  }
}

function inFolder(folder: string): Tombstone[] {
  const file = join(folder, "ratings.db");
  const unusable = (why: string, cause?: unknown) =>
    new DatabaseUnusableError(
      `What was erased in ${folder} cannot be read (${why}): name the folder that was served until now with --erased, or restore without and erase again by hand.`,
      { cause },
    );
  if (!existsSync(file)) throw unusable("there is no ratings.db in it");
  let connection;
  try {
    connection = new DatabaseSync(file, { readOnly: true });
    const rows = connection.prepare("SELECT project, mark, week FROM tombstones").all() as Tombstone[];
    return rows.map((row) => ({ ...row }));
  } catch (cause) {
    throw unusable(cause instanceof Error ? cause.message : String(cause), cause);
  } finally {
    connection?.close();
  }
}
