import type { Command } from "./command.js";

/** `migrate`: brings the database to the newest version without serving. Every start does so, too. */
export const migrate: Command = async ({ database, make, say }) => {
  const stores = await make(database);
  await stores.close();
  say("The database is at the newest version.");
  return 0;
};
