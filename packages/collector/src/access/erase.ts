import { isoWeekOf } from "@aftertask/schema/words";
import type { IdNames } from "../store/row.js";
import type { Stores } from "../store/stores.js";
import { findKept, type FindPorts } from "./find-kept.js";

export interface ErasePorts extends FindPorts {
  stores: Pick<Stores, "intake" | "ratings" | "ledger" | "tombstones" | "keys">;
  /** Milliseconds since 1970 by the latest of several clocks: a tombstone that is dated too early is destroyed too soon. */
  now: () => Promise<number>;
}

/** Erases everything that is kept under an id. Returns how many ratings that were. */
export type Erase = (id: string) => Promise<number>;

/**
 * Erases by id. A tombstone goes up first, so that a retry that is under way does not bring the rating back; then the
 * rating goes, wherever it is. Whatever moment it is killed at, the same again ends what was begun.
 */
export function createEraser(ports: ErasePorts): Erase {
  let running: Promise<number> = Promise.resolve(0);
  return (id) => {
    // One at a time: each holds a connection while it waits for the mix, and the mix needs some, too.
    const next = running.catch(() => 0).then(() => erase(id, ports));
    running = next;
    return next;
  };
}

async function erase(id: string, ports: ErasePorts): Promise<number> {
  const { stores, now } = ports;
  const { intake, ratings, tombstones } = stores;
  const found = await findKept(id, ports);
  if (found.length === 0) return 0;
  const names = [...new Map(found.map(({ names: own }) => [own.project, own])).values()];
  const week = isoWeekOf(await now());
  await tombstones.add(names.map(({ project, mark }) => ({ project, mark, week })));
  for (const own of names) await eraseFrom(own, stores);
  for (const store of [intake, ratings]) await store.truncateLog();
  return found.length;
}

/**
 * Nothing is lent to it, and while it lasts nothing of the project to anybody else: no mixer, in whatever process, has a
 * copy of the rating in its hands.
 */
export function eraseFrom(
  names: Pick<IdNames, "project" | "id">,
  { intake, ratings, ledger }: Pick<ErasePorts["stores"], "intake" | "ratings" | "ledger">,
): Promise<void> {
  return intake.lend(names.project, "", 0, async (loan) => {
    const waiting = await intake.holding([names]);
    // The task stays used: of a rating that has been mixed nobody could tell which it was, so it makes no difference when it is erased.
    await ledger.add(waiting.flatMap((row) => row.ledger ?? []));
    await ratings.remove(await ratings.holding([names]));
    await loan.remove(waiting.map(({ rating }) => rating));
  });
}
