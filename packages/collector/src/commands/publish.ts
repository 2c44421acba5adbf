import { type IsoWeek, isoWeekOf, startOfIsoWeek } from "@aftertask/schema/words";
import { carefulClockByHand } from "../clock.js";
import { readConfig } from "../config.js";
import { DAY } from "../day.js";
import { keepApart } from "../demo/keep-apart.js";
import { createMixerByHand } from "../mix/mixer-by-hand.js";
import { publishClosed } from "../report/publish-closed.js";
import { showAmong } from "../report/publish-week.js";
import { othersIn } from "../report/rows-to-keep.js";
import { SettingsError } from "../settings.js";
import { isWeek } from "../week.js";
import type { Command } from "./command.js";
import { openBeside } from "./open-beside.js";

/**
 * `publish --week WEEK`: moves what still waits of closed weeks, publishes these, and says how much of the one that was
 * named a report shows. A collector that serves does the same before it answers with a report; the second time changes
 * nothing.
 */
export const publish: Command = async ({ database, week, config, open, say }) => {
  if (week === undefined || !isWeek(week))
    throw new SettingsError("--week must name an ISO week that exists, such as 2026-W47.");
  if (config === undefined)
    throw new SettingsError(
      "--config (AFTERTASK_CONFIG) must name the file with the projects whose week is published.",
    );
  const { projects } = readConfig(config);
  checkClosed(week, Date.now());
  const stores = await openBeside(
    open,
    database,
    "it publishes closed weeks by itself, before it answers with a report",
  );
  try {
    await keepApart(database, stores, "configured");
    const now = await carefulClockByHand(stores)();
    checkClosed(week, now);
    const openWeek = isoWeekOf(now);
    const moved = await createMixerByHand(stores).run();
    if (moved > 0) say(`Moved ${moved} ratings that waited.`);
    for (const project of projects) {
      await publishClosed(project, openWeek, stores);
      const [publication] = await stores.published.read(project.key, openWeek, { from: week, to: week });
      const kept = publication?.rows ?? [];
      const rows = showAmong(kept, project.minimumGroup);
      const shown = rows.filter((row) => row.shown).length;
      const withheld = rows.length - shown + othersIn(kept);
      say(`${project.key}, ${week}: ${shown} rows are shown, ${withheld} are withheld because their group is small.`);
    }
    return 0;
  } finally {
    await stores.close();
  }
};

function checkClosed(week: IsoWeek, now: number): void {
  if (week < isoWeekOf(now)) return;
  throw new SettingsError(
    `--week must name a closed week: ${week} ends on ${new Date(startOfIsoWeek(week) + 7 * DAY).toISOString()}, and may change until then.`,
  );
}
