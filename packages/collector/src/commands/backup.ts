import { RATER_KEYS } from "../backup/rater-keys.js";
import { writeBackup } from "../backup/write-backup.js";
import { isAddress, SettingsError } from "../settings.js";
import type { Command } from "./command.js";

/** `backup --to FOLDER`: copies everything that is kept into a new folder, also while collectors serve it. */
export const backup: Command = async ({ database, to, say }) => {
  if (to === undefined) throw new SettingsError("--to must name a new folder for the backup.");
  if (isAddress(to))
    throw new SettingsError("--to must name a folder: the backup of a PostgreSQL database is one, too.");
  const { holds, raterKeysEnd } = await writeBackup(database, to);
  say(
    `Backed up ${holds.ratings} ratings, ${holds.ledger} rows of the ledger and ${holds.waiting} ratings that wait for the mix. All of it was read through.`,
  );
  say(
    `There are keys in ${to}: keep it like the database. Destroy its ${RATER_KEYS} on ${raterKeysEnd}, as the collector will its own; the rest can be restored without.`,
  );
  return 0;
};
