import { openPostgres } from "./postgres/open.js";
import { type Opening, openFolder } from "./sqlite/open.js";
import type { Stores } from "./stores.js";

/** Whether a place is the address of a PostgreSQL database; any other is a folder for SQLite. */
export function isPostgres(place: string): boolean {
  return /^postgres(ql)?:\/\//.test(place);
}

/**
 * Opens the stores of a place, made if they are missing.
 * @param place as `--database` names it
 * @param opening for folders: a server looks after itself
 * @throws DatabaseUnusableError, DatabaseInUseError or NewerDatabaseError
 */
export async function openStores(place: string, opening: Opening = {}): Promise<Stores> {
  return isPostgres(place) ? openPostgres(place) : openFolder(place, opening);
}
