import { existsSync } from "node:fs";
import { join } from "node:path";
import { isPostgres } from "./open.js";
import { codeOf, NO_SUCH_TABLE } from "./postgres/database.js";
import { onConnection, reasonOf, withoutSecrets } from "./postgres/open.js";
import { readTombstones as readFromDatabase } from "./postgres/tombstones.js";
import type { Tombstone } from "./row.js";
import { UNFINISHED } from "./sqlite/folder.js";
import { readTombstones as readFromFile } from "./sqlite/tombstones.js";
import { DatabaseUnusableError } from "./unusable.js";

/**
 * What was erased in a place, which may be in use, and may be of an earlier version: nothing is made or changed in it. Nothing
 * else has to be readable there.
 * @throws DatabaseUnusableError where that cannot be read
 */
export async function tombstonesOf(place: string): Promise<Tombstone[]> {
  return isPostgres(place) ? inDatabase(place) : inFolder(place);
}

async function inDatabase(address: string): Promise<Tombstone[]> {
  try {
    return await onConnection(address, readFromDatabase);
  } catch (cause) {
    const why = codeOf(cause) === NO_SUCH_TABLE ? "there is no table ratings.tombstones in it" : reasonOf(cause);
    throw unreadable("database", withoutSecrets(address), why, cause);
  }
}

function inFolder(folder: string): Tombstone[] {
  const file = join(folder, "ratings.db");
  if (!existsSync(file)) throw unreadable("folder", folder, "there is no ratings.db in it");
  if (existsSync(join(folder, UNFINISHED))) throw unreadable("folder", folder, "not everything is there yet");
  try {
    return readFromFile(file);
  } catch (cause) {
    throw unreadable("folder", folder, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function unreadable(kind: "folder" | "database", place: string, why: string, cause?: unknown): DatabaseUnusableError {
  return new DatabaseUnusableError(
    `What was erased in ${place} cannot be read (${why}): name the ${kind} that was served until now with --erased, or restore without --erased and erase again by hand.`,
    { cause },
  );
}
