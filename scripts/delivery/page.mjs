// @ts-check
// The tables of docs/delivery-figures.md, between two markers: made from docs/delivery-figures.json, so that none is
// typed by hand.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT } from "../repository.mjs";
import { CASES } from "./cases.mjs";
import { runOf, sumOf } from "./figures.mjs";
import { table } from "../table.mjs";

const PAGE = join(ROOT, "docs", "delivery-figures.md");
const MARKED = /<!-- figures -->\n.*?<!-- \/figures -->/s;

const SIZES = new Map([
  ["1 of nightly", "the whole nightly size"],
  ["everyday", "the size of every day"],
]);

/** @typedef {import("./figures.mjs").Row} Row */

/**
 * @param {Row[]} rows
 * @returns {string[]} why the page does not state them
 */
export function pageFaults(rows) {
  const page = readFileSync(PAGE, "utf8");
  if (!MARKED.test(page)) return ["it has no lines <!-- figures --> and <!-- /figures -->"];
  return page === withTables(page, rows) ? [] : ["it does not: run npm run check:delivery -- --write"];
}

/** @param {Row[]} rows */
export function writePage(rows) {
  writeFileSync(PAGE, withTables(readFileSync(PAGE, "utf8"), rows));
}

/**
 * @param {string} page
 * @param {Row[]} rows
 */
function withTables(page, rows) {
  const runs = [...new Set(rows.map(runOf))];
  const sections = runs.flatMap((run) => sectionOf(rows.filter((row) => runOf(row) === run)));
  const marked = `<!-- figures -->\n\n${sections.join("\n\n")}\n\n<!-- /figures -->`;
  // As a function: a `$` in the replacement would have a meaning of its own.
  return page.replace(MARKED, () => marked);
}

/**
 * @param {Row[]} rows  Of one browser and database.
 * @returns {string[]}
 */
function sectionOf(rows) {
  const [first, ...others] = rows;
  if (!first) return [];
  const all = { ...others.reduce(sumOf, first), case: "all" };
  const { date, seed, size } = first;
  return [
    `### ${runOf(first)}`,
    `${date}, seed ${seed}, ${SIZES.get(size) ?? `size: ${size}`}.`,
    table(
      [
        "Case",
        "What happens",
        "Ratings",
        "Promised",
        "Lost",
        "Twice",
        "Less than, 95 %",
        "Requests",
        "Known ones",
        "Kills",
      ],
      [...rows, all].map((row) => [
        row.case,
        CASES.get(row.case) ?? "",
        grouped(row.issued),
        grouped(row.promised),
        grouped(row.lost),
        grouped(row.twice),
        boundOf(row),
        grouped(row.requests),
        grouped(row.duplicates),
        grouped(row.kills.tabs + row.kills.browsers + row.kills.collectors),
      ]),
      2,
    ),
    ...survivalOf(all),
    ...tornOf(all),
  ];
}

/**
 * The rule of three: after n without a single one, there are fewer than 3/n, with 95 % confidence.
 * @param {Row} row
 */
function boundOf({ promised, lost, twice }) {
  // Below thirty, it would say next to nothing.
  return lost + twice > 0 || promised < 30 ? "–" : `${(300 / promised).toPrecision(2)} %`;
}

/** @param {Row} row */
function survivalOf({ unsettled }) {
  const endings = Object.entries(unsettled).filter(([ending]) => ending !== "alive");
  if (endings.length === 0) return [];
  return [
    "Ratings of which nothing had been promised yet when their page ended:",
    table(
      ["How it ended", "Ratings", "Arrived"],
      endings.map(([ending, { stored, all }]) => [ending, grouped(all), `${((100 * stored) / all).toFixed(1)} %`]),
      1,
    ),
  ];
}

/** @param {Row} row */
function tornOf({ kills: { browsers, torn = 0 } }) {
  if (torn === 0) return [];
  return [
    `Of ${grouped(browsers)} kills of the browser ${grouped(torn)} fell into the middle of a record of its own storage.`,
  ];
}

/** @param {number} number */
function grouped(number) {
  return number.toLocaleString("en-US");
}
