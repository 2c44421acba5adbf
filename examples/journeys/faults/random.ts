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

/** How many times the everyday size a suite runs. */
export const SCALE = Number(process.env["AFTERTASK_FAULT_SCALE"] ?? 1);
