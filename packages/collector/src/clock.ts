import type { Log } from "./log.js";
import type { Stores } from "./store/stores.js";

/** Milliseconds since 1970, for what cannot be undone: weeks are closed and published by it, and what is old is destroyed. */
export type CarefulClock = () => Promise<number>;

export interface ClockPorts {
  /** Milliseconds since 1970, as the machine has it. */
  now: () => number;
  /** Milliseconds that never run backwards. */
  ticks: () => number;
  stores: Pick<Stores, "time">;
  log: Pick<Log, "warn">;
}

/** Milliseconds by which clocks are put right every day. */
const SMALL = 10 * 60_000;

/** Milliseconds for which a clock that has jumped must hold until it is believed: by then a wrong one has been put right. */
const HOLDS = 60 * 60_000;

/**
 * The earlier of two clocks, where the database has one of its own: whichever is ahead closes no week that is running. A
 * clock that jumps is not followed until it has held for an hour; a machine that has slept looks like that, too.
 */
export function createCarefulClock({ now, ticks, stores, log }: ClockPorts): CarefulClock {
  /** Of the time that is believed before the ticks. */
  let ahead = now() - ticks();
  let doubted: { ahead: number; since: number } | undefined;
  let isWarned = false;

  function own(): number {
    const said = now() - ticks();
    if (Math.abs(said - ahead) <= SMALL) {
      ahead = said;
      doubted = undefined;
    } else if (!doubted || Math.abs(said - doubted.ahead) > SMALL) {
      doubted = { ahead: said, since: ticks() };
      const seconds = Math.round((said - ahead) / 1_000);
      log.warn({ seconds }, "the clock has jumped: if it holds for an hour, weeks are closed by it");
    } else if (ticks() - doubted.since >= HOLDS) {
      ahead = said;
      doubted = undefined;
    }
    return ticks() + ahead;
  }

  return async () => {
    const [here, there] = [own(), (await stores.time()) ?? Infinity];
    const isOff = there !== Infinity && Math.abs(here - there) > SMALL;
    if (isOff && !isWarned)
      log.warn(
        { seconds: Math.round((here - there) / 1_000) },
        "this clock and the database's differ: weeks are closed by the earlier one",
      );
    isWarned = isOff;
    return Math.min(here, there);
  };
}

/** The same for a command, which is over before a clock can be put right. */
export function carefulClockByHand(stores: Pick<Stores, "time">): CarefulClock {
  return async () => Math.min(Date.now(), (await stores.time()) ?? Infinity);
}
