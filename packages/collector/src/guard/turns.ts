import { Refusal } from "../problem.js";

/** Lets one piece of work follow the other. */
export interface Turns {
  /** Does the work when its turn has come; refuses it where too many wait already. */
  take<Result>(work: () => Promise<Result>): Promise<Result | Refusal>;
}

/**
 * @param what is taken, in the plural
 * @param most how many may wait while one is done
 */
export function createTurns(what: string, most: number): Turns {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    async take(work) {
      if (waiting > most)
        return new Refusal(
          "rate-limited",
          `Too many ${what} are asked for at once: send this request again after 1 s.`,
          {
            headers: { "Retry-After": "1" },
          },
        );
      waiting++;
      const before = last;
      const done = before.then(work).finally(() => waiting--);
      // One that fails is the affair of whoever asked for it.
      last = done.catch(() => {});
      return done;
    },
  };
}
