import { isoWeekOf } from "@aftertask/schema/words";
import type { CarefulClock } from "../clock.js";
import type { Project } from "../project.js";
import type { Waiting } from "../store/intake.js";
import { RATER_KEY_LIFE } from "../store/keys.js";
import type { IntakeRow } from "../store/row.js";
import type { Stores } from "../store/stores.js";
import { isOpenFor } from "../week.js";
import { shuffle } from "./shuffle.js";
import { batches, isDue } from "./when.js";

export interface MixerPorts {
  stores: Pick<Stores, "intake" | "ratings" | "ledger" | "keys">;
  publication: (project: string) => Project["publication"];
  now: CarefulClock;
  /** Draws a random number, unpredictably. */
  random: () => number;
  /** Settles when others had their turn. */
  pause: () => Promise<void>;
}

export interface Mixer {
  /** Moves whatever is due, and destroys keys that are. Returns how many ratings moved. */
  run(): Promise<number>;
}

/** Rows that are read into memory at once. */
const TAKE = 4_096;

/**
 * Moves ratings from the intake to where they stay, so that a rating and its ledger row cannot be paired. Batches go
 * to the ratings, then to the ledger, and out of the intake once all of a loan are there. Every step can be repeated:
 * whatever moment it is killed at, the next run finds the rows still in the intake and ends what was begun.
 */
export function createMixer(ports: MixerPorts): Mixer {
  const { stores, publication, random, pause } = ports;
  const { intake, ratings, ledger, keys } = stores;
  let running: Promise<number> = Promise.resolve(0);

  async function run(): Promise<number> {
    const now = await ports.now();
    const openWeek = isoWeekOf(now);
    await intake.close(openWeek);
    const due = (group: Waiting) => isDue(group, openWeek, publication(group.project));
    let moved = 0;
    for (const group of await intake.waiting()) if (due(group)) moved += await moveGroup(group, due);

    await keys.destroyUpTo(isoWeekOf(now - RATER_KEY_LIFE));
    // A clock that is far behind has no say in when a week begins: tables would be written anew for its week and for the
    // true one in turns.
    if (isOpenFor(intake.openWeek, openWeek)) {
      await ratings.rewriteFor(openWeek);
      await ledger.rewriteFor(openWeek);
    }
    return moved;
  }

  /** Moves what waited when the run began, in batches that none but chance has put together. */
  async function moveGroup(group: Waiting, due: (group: Waiting) => boolean): Promise<number> {
    // In portions of equal size: a small rest would be a small batch.
    const portion = Math.ceil(group.count / Math.ceil(group.count / TAKE));
    let moved = 0;
    while (moved < group.count) {
      const limit = Math.min(portion, group.count - moved);
      const lent = await intake.lend(group.project, group.counted, limit, async (loan) => {
        const count = loan.rows.length;
        // Another collector may have moved most of it meanwhile.
        if (count === 0 || !due({ ...group, count })) return 0;
        for (const batch of batches(shuffle(loan.rows, random))) {
          // What another has erased since the loan was lost must not come back.
          await loan.hold();
          await move(batch);
          await pause();
        }
        // Together and last: side by side in the intake as they are, they are removed at a fraction of the cost.
        await loan.remove(loan.rows.map(({ rating }) => rating));
        return count;
      });
      if (lent === 0) break;
      // Not only at the end: of many that wait the logs would grow so long that a commit had to empty them, and what else is
      // done in the end may fail for want of room.
      for (const store of [ratings, ledger, intake]) await store.truncateLog();
      moved += lent;
    }
    return moved;
  }

  async function move(batch: readonly IntakeRow[]): Promise<void> {
    const tasks = batch.flatMap((row) => (row.ledger ? [row.ledger] : []));
    await ratings.add(batch.map((row) => row.rating));
    await ledger.add(shuffle(tasks, random));
  }

  return {
    run() {
      // One at a time, and each begins after the one before: what was committed before the call has moved when it settles.
      const next = running.catch(() => 0).then(run);
      running = next;
      return next;
    },
  };
}
