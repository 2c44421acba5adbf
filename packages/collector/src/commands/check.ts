import { existsSync } from "node:fs";
import { join } from "node:path";
import { readManifest } from "../backup/manifest.js";
import { readThrough } from "../receive/contents.js";
import { MANIFEST } from "../store/sqlite/folder.js";
import type { Command } from "./command.js";

/** `check`: reads everything that is kept, and says what is damaged. */
export const check: Command = async ({ database, open, say }) => {
  if (existsSync(join(database, MANIFEST))) {
    const { holds } = await readManifest(database);
    say(`The backup is as it was written: ${holds.ratings} ratings, and ${holds.waiting} that wait for the mix.`);
    return 0;
  }
  const stores = await open(database, { damaged: true });
  try {
    const faults = await stores.inspect();
    // Where the database cannot be trusted, its rows say nothing.
    const { holds, faults: changed } = faults.length > 0 ? { holds: undefined, faults: [] } : await readThrough(stores);
    for (const fault of [...faults, ...changed]) say(fault);
    const isWell = holds !== undefined && changed.length === 0;
    say(isWell ? `Nothing is damaged. ${holds.waiting} ratings wait for the mix.` : "Restore a backup.");
    return isWell ? 0 : 1;
  } finally {
    await stores.close();
  }
};
