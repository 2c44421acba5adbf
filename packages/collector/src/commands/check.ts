import type { Command } from "./command.js";

/** `check`: reads everything that is kept, and says what is damaged. */
export const check: Command = async ({ database, open, say }) => {
  const stores = await open(database);
  try {
    const faults = await stores.inspect();
    for (const fault of faults) say(fault);
    const waiting = (await stores.intake.waiting()).reduce((sum, { count }) => sum + count, 0);
    say(faults.length === 0 ? `Nothing is damaged. ${waiting} ratings wait for the mix.` : "Restore a backup.");
    return faults.length === 0 ? 0 : 1;
  } finally {
    await stores.close();
  }
};
