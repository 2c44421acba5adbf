// @ts-check
// What we have set ourselves, held against a run. Times are compared only with times of the same round.
import { median, ratio } from "../speed/statistics.mjs";

/**
 * @typedef {import("./page.mjs").Figures} Figures
 * @typedef {{ text: string, met: boolean }} Reached
 * @typedef {object} Bar
 * @property {string} what
 * @property {string} wanted
 * @property {(figures: Figures) => Reached | undefined} reached  Nothing where it was not measured.
 */

/** Megabytes of one round or minute may lie beyond those of another by this part. */
const FLAT = 1.1;
const LONGEST_STALL = 50;

/** @type {Bar[]} */
export const BARS = [
  atLeast("Rate, to the floor's", 0.6, ({ sqlite }) => [sqlite["single"]?.["rate"], sqlite["floor"]?.["rate"]]),
  atLeast("Processor time, the floor's to ours", 0.6, ({ sqlite }) => [
    sqlite["floor"]?.["cpu"],
    sqlite["single"]?.["cpu"],
  ]),
  atLeast("Rate, to one transaction for each rating", 3, ({ sqlite }) => [
    sqlite["single"]?.["rate"],
    sqlite["each"]?.["rate"],
  ]),
  atLeast("Rate in batches of 20, to one in a request", 2, ({ sqlite }) => [
    sqlite["batches"]?.["rate"],
    sqlite["single"]?.["rate"],
  ]),
  atMost("Processor time with 1 million ratings, to an empty folder", 1.3, ({ sqlite }) => [
    sqlite["million"]?.["cpu"],
    sqlite["single"]?.["cpu"],
  ]),
  atMost("Processor time with 10 million ratings, to an empty folder", 1.3, ({ sqlite }) => [
    sqlite["ten-million"]?.["cpu"],
    sqlite["single"]?.["cpu"],
  ]),
  atMost("Rate in an empty folder, to that with 10 million ratings", 1.3, ({ sqlite }) => [
    sqlite["single"]?.["rate"],
    sqlite["ten-million"]?.["rate"],
  ]),
  atMost("Processor time of the mix, to that of receiving", 1, ({ sqlite }) => [
    sqlite["single"]?.["mixCpu"],
    sqlite["single"]?.["cpu"],
  ]),
  atMost("The same with 10 million ratings", 1, ({ sqlite }) => [
    sqlite["ten-million"]?.["mixCpu"],
    sqlite["ten-million"]?.["cpu"],
  ]),
  stall("Longest stall of the mix, empty folder", ({ sqlite }) => sqlite["single"]?.["mixStall"]),
  stall("Longest stall of the mix, 10 million ratings", ({ sqlite }) => sqlite["ten-million"]?.["mixStall"]),
  stall("Longest stall while tables are written anew", ({ rewriting }) => [rewriting.stall]),
  {
    what: "Memory of the last ten minutes, to that of the ten before",
    wanted: `≤ ${FLAT}`,
    reached({ memory }) {
      if (!memory) return undefined;
      const quotient = median(memory.rss.slice(-10)) / median(memory.rss.slice(-20, -10));
      return { text: quotient.toFixed(2), met: quotient <= FLAT };
    },
  },
  atLeast("Two collectors on PostgreSQL, to one", 1.6, ({ postgres }) => [
    postgres.series["two"]?.["rate"],
    postgres.series["one"]?.["rate"],
  ]),
];

/** @typedef {(figures: Figures) => (number[] | undefined)[]} Pair */

/**
 * @param {string} what
 * @param {number} least
 * @param {Pair} pair
 * @returns {Bar}
 */
function atLeast(what, least, pair) {
  return { what, wanted: `≥ ${least}`, reached: (figures) => compared(pair(figures), (middle) => middle >= least) };
}

/**
 * @param {string} what
 * @param {number} most
 * @param {Pair} pair
 * @returns {Bar}
 */
function atMost(what, most, pair) {
  return { what, wanted: `≤ ${most}`, reached: (figures) => compared(pair(figures), (middle) => middle <= most) };
}

/**
 * @param {(number[] | undefined)[]} pair
 * @param {(middle: number) => boolean} isMet
 * @returns {Reached | undefined}
 */
function compared([ours, theirs], isMet) {
  if (!ours?.length || !theirs?.length) return undefined;
  const { middle } = ratio(ours, theirs);
  const all = ours.map((value, round) => value / (theirs[round] ?? Number.NaN));
  return {
    text: `${middle.toFixed(2)} [${Math.min(...all).toFixed(2)}–${Math.max(...all).toFixed(2)}]`,
    met: isMet(middle),
  };
}

/**
 * @param {string} what
 * @param {(figures: Figures) => number[] | undefined} values
 * @returns {Bar}
 */
function stall(what, values) {
  return {
    what,
    wanted: `≤ ${LONGEST_STALL} ms`,
    reached(figures) {
      const all = values(figures);
      if (!all?.length) return undefined;
      const longest = Math.max(...all);
      return { text: `${longest.toFixed(0)} ms`, met: longest <= LONGEST_STALL };
    },
  };
}
