import { isPostgres } from "./open.js";
import { fillDatabase } from "./postgres/fill.js";
import { fillFolder } from "./sqlite/fill.js";
import type { Stores } from "./stores.js";

/**
 * Fills an empty place: with all of it, or with nothing that a collector would start on. Whatever moment it is interrupted
 * at, the same again begins anew; what has been filled is left alone.
 * @param place a folder that is empty or missing, or the address of a PostgreSQL database without ratings
 * @param flag names the place, for the message
 * @throws DatabaseUnusableError where the place holds something
 */
export function fill<Result>(place: string, flag: string, work: (stores: Stores) => Promise<Result>): Promise<Result> {
  return isPostgres(place) ? fillDatabase(place, flag, work) : fillFolder(place, flag, work);
}
