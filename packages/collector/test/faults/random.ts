/** The seed of this run: `AFTERTASK_SEED`, else another one each time. It is printed, and repeats the run's choices. */
export const SEED = Number(process.env["AFTERTASK_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

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

/** A whole number from `least` to `most`. */
export function between(random: () => number, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

/** A random UUID, from the seed. */
export function uuid(random: () => number): string {
  const hex = Array.from({ length: 32 }, () => between(random, 0, 15).toString(16)).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
