// @ts-check
// The tables of docs/input-figures.md, between two markers: made from docs/input-figures.json, so that none is typed by
// hand.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT } from "../repository.mjs";
import { table } from "../table.mjs";
import { CLASSES } from "./classes.mjs";

const PAGE = join(ROOT, "docs", "input-figures.md");
const MARKED = /<!-- figures -->\n.*?<!-- \/figures -->/s;

/** @typedef {import("./figures.mjs").Figures} Figures */

/**
 * @param {Figures} figures
 * @returns {string[]} why the page does not state them
 */
export function pageFaults(figures) {
  const page = readFileSync(PAGE, "utf8");
  if (!MARKED.test(page)) return ["it has no lines <!-- figures --> and <!-- /figures -->"];
  return page === withTables(page, figures) ? [] : ["it does not: run npm run check:inputs -- --write"];
}

/** @param {Figures} figures */
export function writePage(figures) {
  writeFileSync(PAGE, withTables(readFileSync(PAGE, "utf8"), figures));
}

/**
 * @param {string} page
 * @param {Figures} figures
 */
function withTables(page, { classes, pairs }) {
  const what = new Map(CLASSES.map(({ name, what: words }) => [name, words]));
  const all = { class: "all", ...sumOf(classes) };
  const parts = [
    `${classes[0]?.date ?? ""}. Cases on each of the two databases.`,
    table(
      ["Class", "What is bad about it", "Cases", "Wrong"],
      [...classes, all].map((row) => [row.class, what.get(row.class) ?? "", grouped(row.cases), grouped(row.wrong)]),
      2,
    ),
    "What came of the collectors, and of what they had answered with `stored`:",
    table(
      ["Asked", "Stored", "Unlike the other database", "Unlike what was sent", "Grown", "In use", "Late"],
      pairs.map((row) => [
        row.pair,
        ...[row.stored, row.unequal, row.unlikeSent].map(grouped),
        `${row.growth.join(" / ")} MB`,
        `${row.live.join(" / ")} MB`,
        `${row.late.join(" / ")} ms`,
      ]),
      1,
    ),
  ];
  // As a function: a `$` in the replacement would have a meaning of its own.
  return page.replace(MARKED, () => `<!-- figures -->\n\n${parts.join("\n\n")}\n\n<!-- /figures -->`);
}

/** @param {readonly { cases: number, wrong: number }[]} rows */
function sumOf(rows) {
  return rows.reduce((sum, row) => ({ cases: sum.cases + row.cases, wrong: sum.wrong + row.wrong }), {
    cases: 0,
    wrong: 0,
  });
}

/** @param {number} number */
function grouped(number) {
  return number.toLocaleString("en-US");
}
