// @ts-check
// The size table of README.md, between two markers: made from the measurements, so that no number in it is a rumour.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT } from "../repository.mjs";

const README = join(ROOT, "README.md");
const MARKED = /<!-- sizes -->\n.*?<!-- \/sizes -->/s;

/** @typedef {{ what: string, bytes: number, budget: number }} Row */

/**
 * @param {Row[]} rows
 * @returns {string} Markdown as prettier leaves it
 */
export function tableOf(rows) {
  const cells = [
    ["What a page loads", "Brotli bytes", "Budget"],
    ...rows.map(({ what, bytes, budget }) => [what, grouped(bytes), grouped(budget)]),
  ];
  const widths = [0, 1, 2].map((at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)));
  const lines = cells.map((row) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))),
  );
  const rule = widths.map((width, at) => (at === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [lines[0] ?? [], rule, ...lines.slice(1)].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/**
 * @param {string} table
 * @returns {string[]} why README.md does not hold it
 */
export function tableFaults(table) {
  const text = existsSync(README) ? readFileSync(README, "utf8") : "";
  const found = MARKED.exec(text)?.[0];
  if (found === undefined) return ["README.md has no lines <!-- sizes --> and <!-- /sizes -->"];
  return found === marked(table) ? [] : ["it does not: run node scripts/check-size.mjs --write"];
}

/** @param {string} table */
export function writeTable(table) {
  if (!existsSync(README)) return;
  // As a function: a `$` in the replacement would have a meaning of its own.
  writeFileSync(
    README,
    readFileSync(README, "utf8").replace(MARKED, () => marked(table)),
  );
}

/** @param {string} table */
function marked(table) {
  return `<!-- sizes -->\n\n${table}\n\n<!-- /sizes -->`;
}

/** @param {number} number */
function grouped(number) {
  return number.toLocaleString("en-US");
}
