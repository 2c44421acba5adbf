import { restoreBackup } from "../backup/restore-backup.js";
import { SettingsError } from "../settings.js";
import { tombstonesOf } from "../store/tombstones-of.js";
import type { Command } from "./command.js";

/**
 * `restore --from FOLDER`: brings a backup back into an empty folder or database. With `--erased PLACE` what was erased
 * in that place since the backup was made is erased again.
 */
export const restore: Command = async ({ database, from, erased: place, say }) => {
  if (from === undefined) throw new SettingsError("--from must name the folder of a backup.");
  if (place !== undefined && place === database)
    throw new SettingsError("--erased must name another place than --database: the one that was served until now.");
  const tombstones = place === undefined ? [] : await tombstonesOf(place);
  const { holds, begun, erased } = await restoreBackup(from, database, tombstones);
  say(
    `Restored ${holds.ratings} ratings, ${holds.ledger} rows of the ledger and ${holds.waiting} ratings that wait for the mix, as they were on ${begun}.`,
  );
  say(
    place === undefined
      ? "What was erased since then is back: erase it again. A restore with --erased PLACE does so, where the place that was served until now can still be read."
      : `The place that was served until now knows of ${tombstones.length} ids that were erased. ${erased} of them were in the backup, and were erased again.`,
  );
  return 0;
};
