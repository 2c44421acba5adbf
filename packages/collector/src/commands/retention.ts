import { carefulClockByHand } from "../clock.js";
import { readConfig } from "../config.js";
import { keepApart } from "../demo/keep-apart.js";
import { createMixerByHand } from "../mix/mixer-by-hand.js";
import { retain } from "../retention/retain.js";
import { SettingsError } from "../settings.js";
import type { Command } from "./command.js";
import { openBeside } from "./open-beside.js";

/** `retention`: destroys what is older than it may be. A collector that serves does so every day. */
export const retention: Command = async ({ database, config, open, say }) => {
  if (config === undefined)
    throw new SettingsError("--config (AFTERTASK_CONFIG) must name the file that says how long ratings are kept.");
  const { projects } = readConfig(config);
  const stores = await openBeside(open, database, "it does so every day by itself");
  try {
    await keepApart(database, stores, "configured");
    const { ratings, tasks, tombstones, published, unknownProjects } = await retain({
      stores,
      projects,
      mixer: createMixerByHand(stores),
      now: carefulClockByHand(stores),
    });
    say(
      `Destroyed ${ratings} ratings, ${tasks} rows of the ledger, ${tombstones} tombstones, and what was published of ${published} weeks.`,
    );
    if (unknownProjects > 0)
      say(`${unknownProjects} projects are not in ${config}: their ratings stay, since nobody says for how long.`);
    return 0;
  } finally {
    await stores.close();
  }
};
