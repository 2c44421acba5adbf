import { restoreBackup } from "../backup/restore-backup.js";
import { SettingsError } from "../settings.js";
import type { Command } from "./command.js";

/** `restore --from FOLDER`: brings a backup back into an empty folder or database. */
export const restore: Command = async ({ database, from, say }) => {
  if (from === undefined) throw new SettingsError("--from must name the folder of a backup.");
  const { holds, begun } = await restoreBackup(from, database);
  say(
    `Restored ${holds.ratings} ratings, ${holds.ledger} rows of the ledger and ${holds.waiting} ratings that wait for the mix, as they were on ${begun}.`,
  );
  say("What was erased since then is back: erase it again.");
  return 0;
};
