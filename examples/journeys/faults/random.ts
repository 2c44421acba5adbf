/** A generator of numbers in [0, 1) that a seed repeats: mulberry32, by Tommy Ettinger (public domain). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The seed of this run: `AFTERTASK_SEED`, else another one each time. It is printed, and repeats the run's choices. */
export const SEED = Number(process.env["AFTERTASK_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

/** The share of the nightly sizes that is asked for, such as 1 or 0.1; `undefined` for everyday sizes. */
export const NIGHTLY = process.env["AFTERTASK_FAULTS_NIGHTLY"];

/** The count for this run. */
export function sized(everyday: number, nightly: number): number {
  return NIGHTLY === undefined ? everyday : Math.max(1, Math.round(nightly * Number(NIGHTLY)));
}
