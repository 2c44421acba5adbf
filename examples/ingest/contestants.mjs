// @ts-check
// Who is measured, and with how much at once: so much that a round of each takes some seconds on a laptop.

/**
 * @typedef {object} Contestant
 * @property {string} name
 * @property {string} title
 * @property {string} file  The program.
 * @property {string[]} args  What it is told after its place.
 * @property {number} rows  Ratings that lie there before; for floors, which have no place, 0 as well.
 * @property {number} ratings  In one round.
 * @property {number} each  In one request.
 * @property {boolean} [mixes]  Whether it mixes all the while.
 */

const FLOOR = "servers/floor.mjs";
const COLLECTOR = "servers/collector.mjs";

/** @type {Contestant[]} */
export const CONTESTANTS = [
  {
    name: "floor",
    title: "Floor: `node:http`, the same schemas, no store",
    file: FLOOR,
    args: [],
    rows: 0,
    ratings: 16_000,
    each: 1,
  },
  {
    name: "burst",
    title: "The same, answering a turn's requests together",
    file: FLOOR,
    args: ["burst"],
    rows: 0,
    ratings: 16_000,
    each: 1,
  },
  {
    name: "each",
    title: "Collector with a transaction for each rating",
    file: COLLECTOR,
    args: ["each"],
    rows: 0,
    ratings: 2_400,
    each: 1,
  },
  {
    name: "single",
    title: "Collector, one rating in a request",
    file: COLLECTOR,
    args: [],
    rows: 0,
    ratings: 12_000,
    each: 1,
  },
  {
    name: "batches",
    title: "Collector, 20 ratings in a request",
    file: COLLECTOR,
    args: [],
    rows: 0,
    ratings: 24_000,
    each: 20,
  },
  {
    name: "live",
    title: "Collector, one in a request, mixing all the while",
    file: COLLECTOR,
    args: [],
    rows: 0,
    ratings: 12_000,
    each: 1,
    mixes: true,
  },
  {
    name: "million",
    title: "Collector with 1 million ratings",
    file: COLLECTOR,
    args: [],
    rows: 1_000_000,
    ratings: 12_000,
    each: 1,
  },
  {
    name: "ten-million",
    title: "Collector with 10 million ratings",
    file: COLLECTOR,
    args: [],
    rows: 10_000_000,
    ratings: 12_000,
    each: 1,
  },
];
