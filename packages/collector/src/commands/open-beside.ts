import { SettingsError } from "../settings.js";
import type { openStores } from "../store/open.js";
import { DatabaseInUseError } from "../store/sqlite/lock.js";
import type { Stores } from "../store/stores.js";

/**
 * Opens stores for a command that works beside collectors where the database allows it.
 * @param instead what to know where it does not
 * @throws SettingsError where a collector has the folder
 */
export async function openBeside(open: typeof openStores, database: string, instead: string): Promise<Stores> {
  try {
    return await open(database);
  } catch (cause) {
    if (!(cause instanceof DatabaseInUseError)) throw cause;
    throw new SettingsError(`A collector is serving ${database}: ${instead}. Stop it to do so by hand.`, { cause });
  }
}
