import { existsSync } from "node:fs";
import { join } from "node:path";
import { SettingsError } from "../settings.js";
import { isPostgres, openStores } from "../store/open.js";
import { onConnection, unusable, withoutSecrets } from "../store/postgres/open.js";
import { FILES, MANIFEST, UNFINISHED } from "../store/sqlite/folder.js";

/**
 * Opens the stores of a place as `openStores` does, and makes none: a place that was mistyped would be an empty one, of which
 * everything could be said to be well.
 * @throws SettingsError where there are none
 */
export const openKept: typeof openStores = async (place, opening) => {
  const missing = isPostgres(place) ? await missingInDatabase(place) : missingInFolder(place);
  if (missing !== undefined)
    throw new SettingsError(
      `--database (AFTERTASK_DATABASE) must name the folder or database that a collector keeps its data in; ${missing}.`,
    );
  return openStores(place, opening);
};

function missingInFolder(folder: string): string | undefined {
  const marks = [...FILES, MANIFEST, UNFINISHED];
  return marks.some((name) => existsSync(join(folder, name))) ? undefined : `there is no ${FILES[0]} in ${folder}`;
}

async function missingInDatabase(address: string): Promise<string | undefined> {
  try {
    const { rows } = await onConnection(address, (client) =>
      client.query<{ there: boolean }>("select to_regclass('intake.migrations') is not null as there"),
    );
    return rows[0]?.there ? undefined : `there is no schema intake of a collector in ${withoutSecrets(address)}`;
  } catch (cause) {
    throw unusable(address, cause);
  }
}
