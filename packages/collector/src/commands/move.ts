import { checkPlace, SettingsError } from "../settings.js";
import { copyAll } from "../store/copy.js";
import { fill } from "../store/fill.js";
import type { Command } from "./command.js";

/**
 * `move --to PLACE`: copies everything that is kept into an empty folder or database. The old one stays as it is. Whatever
 * moment it is interrupted at, the same again ends what was begun.
 */
export const move: Command = async ({ database, to, open, say }) => {
  if (to === undefined) throw new SettingsError("--to must name the place to move to: a folder, or postgres://….");
  checkPlace(to, "--to");
  if (to === database) throw new SettingsError("--to must name another place than --database.");
  const from = await open(database);
  try {
    const { ratings, ledger, waiting } = await fill(to, "--to", (target) => copyAll(from, target));
    say(`Copied ${ratings} ratings, ${ledger} rows of the ledger and ${waiting} ratings that wait for the mix.`);
    say("Start the collector with the new place, and destroy the old one when you have seen that all is well.");
    return 0;
  } finally {
    await from.close();
  }
};
