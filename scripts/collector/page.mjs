// @ts-check
// The tables of docs/collector-figures.md, between two markers: made from docs/collector-figures.json, so that none is
// typed by hand.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT } from "../repository.mjs";
import { table } from "../table.mjs";
import { CASES } from "./cases.mjs";
import { gapsIn, sumOf } from "./figures.mjs";

const PAGE = join(ROOT, "docs", "collector-figures.md");
const MARKED = /<!-- figures -->\n.*?<!-- \/figures -->/s;

const TITLES = new Map([
  ["ci", "What a release must pass"],
  ["nightly", "As much as a night has room for"],
]);

/** @typedef {import("./figures.mjs").Row} Row */

/**
 * @param {Row[]} rows
 * @returns {string[]} why the page does not state them
 */
export function pageFaults(rows) {
  const page = readFileSync(PAGE, "utf8");
  if (!MARKED.test(page)) return ["it has no lines <!-- figures --> and <!-- /figures -->"];
  return page === withTables(page, rows) ? [] : ["it does not: run npm run check:collector -- --write"];
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
  const sizes = [...TITLES.keys()].filter((size) => rows.some((row) => row.size === size));
  const sections = sizes.flatMap((size) => sectionOf(rows.filter((row) => row.size === size)));
  const marked = `<!-- figures -->\n\n${sections.join("\n\n")}\n\n<!-- /figures -->`;
  // As a function: a `$` in the replacement would have a meaning of its own.
  return page.replace(MARKED, () => marked);
}

/**
 * @param {Row[]} rows  Of one size.
 * @returns {string[]}
 */
function sectionOf(rows) {
  const [first] = rows;
  if (!first) return [];
  const databases = [...new Set(rows.map(({ database }) => database))];
  const sums = databases.flatMap((database) => {
    const [one, ...others] = rows.filter((row) => row.database === database);
    return one ? [{ ...others.reduce(sumOf, one), case: "all", extra: {} }] : [];
  });
  const seeds = [...new Set(rows.map(({ seed }) => seed))].join(", ");
  const noted = rows.filter(({ extra }) => Object.keys(extra).length > 0);
  return [
    `### ${TITLES.get(first.size)}`,
    `${first.date}, seed ${seeds}.`,
    table(
      [
        "Case",
        "What happens",
        "Database",
        "Times",
        "Sent",
        "Acknowledged",
        "Lost",
        "Twice",
        "Less than, 95 %",
        "Ready after, ms",
        "Load",
      ],
      [...rows, ...sums].map((row) => [
        row.case,
        CASES.get(row.case)?.what ?? "",
        row.database,
        grouped(row.times),
        grouped(row.sent),
        grouped(row.acknowledged),
        grouped(row.lost),
        grouped(row.twice),
        boundOf(row),
        grouped(row.ready),
        row.load === undefined ? "–" : grouped(row.load),
      ]),
      3,
    ),
    ...missingIn(rows),
    "What the cases have measured besides:",
    table(
      ["Case", "Database", "What was measured"],
      noted.map(({ case: name, database, extra }) => [
        name,
        database,
        Object.entries(extra)
          .map(([what, value]) => `${what}: ${grouped(value)}`)
          .join("; "),
      ]),
      3,
    ),
  ];
}

/** @param {Row[]} rows  Of one size. */
function missingIn(rows) {
  const gaps = gapsIn(rows);
  return gaps.length === 0 ? [] : [`Not measured at this size yet: ${gaps.join(", ")}.`];
}

/**
 * The rule of three: after n without a single one, there are fewer than 3/n, with 95 % confidence.
 * @param {Row} row
 */
function boundOf({ acknowledged, lost, twice }) {
  // Below thirty, it would say next to nothing.
  return lost + twice > 0 || acknowledged < 30 ? "–" : `${(300 / acknowledged).toPrecision(2)} %`;
}

/** @param {number} number */
function grouped(number) {
  return number.toLocaleString("en-US");
}
