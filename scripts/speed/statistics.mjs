// @ts-check
// What can be said of times from a machine that also does other things: medians, of values that were taken side by side.

const RESAMPLES = 2000;
const SEED = 4600;

/**
 * @typedef {{ middle: number, low: number, high: number }} Estimate  A median, and where it lies with 95 % confidence.
 */

/**
 * @param {readonly number[]} values
 * @returns {number} NaN of none
 */
export function median(values) {
  const sorted = values.toSorted((one, other) => one - other);
  const half = sorted.length / 2;
  const [below, above] = [sorted[Math.ceil(half) - 1] ?? Number.NaN, sorted[Math.floor(half)] ?? Number.NaN];
  return (below + above) / 2;
}

/**
 * The median, and the middle 95 % of the medians of values drawn from these with replacement. The same values always
 * give the same.
 * @param {readonly number[]} values
 * @returns {Estimate}
 */
export function estimate(values) {
  const random = seeded(SEED);
  const draw = () => values[Math.floor(random() * values.length)] ?? Number.NaN;
  const medians = Array.from({ length: RESAMPLES }, () => median(values.map(draw))).toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) => medians[Math.round(share * (RESAMPLES - 1))] ?? Number.NaN;
  return { middle: median(values), low: at(0.025), high: at(0.975) };
}

/**
 * Of the quotients of values that were taken in the same round.
 * @param {readonly number[]} ours
 * @param {readonly number[]} theirs
 * @returns {Estimate}
 */
export function ratio(ours, theirs) {
  return estimate(ours.map((value, round) => value / (theirs[round] ?? Number.NaN)));
}

/**
 * Of the differences of values that were taken in the same round.
 * @param {readonly number[]} ours
 * @param {readonly number[]} theirs
 * @returns {Estimate}
 */
export function difference(ours, theirs) {
  return estimate(ours.map((value, round) => value - (theirs[round] ?? Number.NaN)));
}

/**
 * @param {number} seed
 * @returns {() => number} from 0 to below 1, the same row for the same seed
 */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
