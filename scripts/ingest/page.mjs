// @ts-check
// The tables of docs/ingest-figures.md, between two markers: made from docs/ingest-figures.json, so that none is typed
// by hand.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT } from "../repository.mjs";
import { median } from "../speed/statistics.mjs";
import { table } from "../table.mjs";
import { BARS } from "./bars.mjs";

/**
 * @typedef {Record<string, number[]>} Series  Values of one measure after the other, one for each round.
 * @typedef {{ rate: number, rss: number[], heap: number[], stall: number[] }} Memory
 * @typedef {object} Figures
 * @property {string} date
 * @property {string} node
 * @property {number} processors
 * @property {number[]} load  Programs that wanted a processor at the same time: before, in the middle and at the end.
 * @property {number} rounds
 * @property {Record<string, Series>} sqlite
 * @property {{ rows: number, rate: number, seconds: number, p99: number, stall: number }} rewriting
 * @property {{ share: number, connections: number, series: Record<string, Series> }} postgres
 * @property {Memory | undefined} memory
 */

export const PAGE = join(ROOT, "docs", "ingest-figures.md");
export const RESULTS = join(ROOT, "docs", "ingest-figures.json");
export const LEAST_ROUNDS = 5;
export const LEAST_MINUTES = 30;

const MARKED = /<!-- ingest -->\n.*?<!-- \/ingest -->/s;

/** In their order on the page. */
const ROWS = [
  ["floor", "`node:http`, the same schemas, no store"],
  ["burst", "the same, answering what one turn brings together"],
  ["each", "collector, a transaction for each rating"],
  ["single", "**collector**, one rating in a request"],
  ["batches", "**collector**, 20 ratings in a request"],
  ["live", "**collector**, one in a request, mixing all the while"],
  ["million", "**collector** with 1 million ratings"],
  ["ten-million", "**collector** with 10 million ratings"],
];

/** @returns {Figures | undefined} what is published */
export function readFigures() {
  return existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, "utf8")) : undefined;
}

/**
 * @param {string} page
 * @param {Figures} figures
 * @returns {string} the page with the tables of these figures
 */
export function withTables(page, figures) {
  const { date, node, processors, load, rounds, sqlite, rewriting, postgres, memory } = figures;
  const sections = [
    `Measured on ${date} with Node.js ${node.slice(1)} on ${processors} processors, in ${rounds} rounds; ${load.join(", ")} programs wanted a processor before, in the middle and at the end. Medians, and in brackets the least and the most.`,
    "### Bars",
    table(
      ["What", "Bar", "Reached", ""],
      BARS.map((bar) => {
        const found = bar.reached(figures);
        return [bar.what, bar.wanted, found ? found.text : "not measured", found ? (found.met ? "✓" : "✗") : "–"];
      }),
      4,
    ),
    "### Receiving on SQLite, 32 connections",
    table(
      ["", "Ratings per second", "Processor, µs per rating", "p50, ms", "p99, ms", "Longest stall, ms"],
      ROWS.map(([name = "", title = ""]) => {
        const series = sqlite[name] ?? {};
        return [
          title,
          spread(series["rate"], 0),
          spread(series["cpu"], 0),
          spread(series["p50"], 0),
          spread(series["p99"], 0),
          spread(series["stall"], 0),
        ];
      }),
      1,
    ),
    "### The mix, once nothing comes any more",
    table(
      ["", "Processor, µs per rating", "Longest stall, ms"],
      ROWS.filter(([name = ""]) => sqlite[name]?.["mixCpu"]).map(([name = "", title = ""]) => [
        title,
        spread(sqlite[name]?.["mixCpu"], 0),
        spread(sqlite[name]?.["mixStall"], 0),
      ]),
      1,
    ),
    `A week closes while ${grouped(rewriting.rate)} ratings come every second: ${grouped(rewriting.rows)} ratings and their tasks were written anew in ${rewriting.seconds} s; the longest stall was ${rewriting.stall} ms, and 99 of 100 requests were answered within ${rewriting.p99} ms.`,
    "### PostgreSQL",
    table(
      ["", "Ratings per second", "Processor, µs per rating", "p50, ms", "p99, ms"],
      [
        ["narrow", `one commit at a time, ${postgres.connections} connections`],
        ["wide", `several at a time, ${postgres.connections} connections`],
        ["one", `one collector, held to ${postgres.share} of a processor`],
        ["two", `two collectors, each held to ${postgres.share}`],
      ].map(([name = "", title = ""]) => {
        const series = postgres.series[name] ?? {};
        return [
          title,
          spread(series["rate"], 0),
          spread(series["cpu"], 0),
          spread(series["p50"], 0),
          spread(series["p99"], 0),
        ];
      }),
      1,
    ),
    ...(memory ? memoryOf(memory) : []),
  ];
  const marked = `<!-- ingest -->\n\n${sections.join("\n\n")}\n\n<!-- /ingest -->`;
  // As a function: a `$` in the replacement would have a meaning of its own.
  return page.replace(MARKED, () => marked);
}

/** @param {Memory} memory */
function memoryOf({ rate, rss, heap }) {
  const every = Math.ceil(rss.length / 10);
  const minutes = rss.map((_, at) => at).filter((at) => (at + 1) % every === 0);
  return [
    `### Memory, ${rss.length} minutes at ${rate} ratings per second, mixing all the while`,
    table(
      ["Minute", ...minutes.map((at) => String(at + 1))],
      [
        ["Whole process, MB", ...minutes.map((at) => String(rss[at]))],
        ["Heap, MB", ...minutes.map((at) => String(heap[at]))],
      ],
      1,
    ),
  ];
}

/**
 * @param {number[] | undefined} values
 * @param {number} digits
 */
function spread(values, digits) {
  if (!values || values.length === 0) return "–";
  const [least, most] = [Math.min(...values), Math.max(...values)].map((value) =>
    grouped(Number(value.toFixed(digits))),
  );
  return `${grouped(Number(median(values).toFixed(digits)))} [${least}–${most}]`;
}

/** @param {number} number */
function grouped(number) {
  return number.toLocaleString("en-US");
}
