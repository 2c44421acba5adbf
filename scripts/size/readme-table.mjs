// @ts-check
// The size table of README.md, between two markers: made from the measurements, so that no number in it is a rumour.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT } from "../repository.mjs";
import { table } from "../table.mjs";

const README = join(ROOT, "README.md");
const MARKED = /<!-- sizes -->\n.*?<!-- \/sizes -->/s;

/** @typedef {{ what: string, bytes: number, budget: number }} Row */

/**
 * @param {Row[]} rows
 * @returns {string} Markdown as prettier leaves it
 */
export function tableOf(rows) {
  return table(
    ["What a page loads", "Brotli bytes", "Budget"],
    rows.map(({ what, bytes, budget }) => [what, grouped(bytes), grouped(budget)]),
    1,
  );
}

/**
 * @param {string} made
 * @returns {string[]} why README.md does not hold it
 */
export function tableFaults(made) {
  const text = existsSync(README) ? readFileSync(README, "utf8") : "";
  const found = MARKED.exec(text)?.[0];
  if (found === undefined) return ["README.md has no lines <!-- sizes --> and <!-- /sizes -->"];
  return found === marked(made) ? [] : ["it does not: run node scripts/check-size.mjs --write"];
}

/** @param {string} made */
export function writeTable(made) {
  if (!existsSync(README)) return;
  // As a function: a `$` in the replacement would have a meaning of its own.
  writeFileSync(
    README,
    readFileSync(README, "utf8").replace(MARKED, () => marked(made)),
  );
}

/** @param {string} made */
function marked(made) {
  return `<!-- sizes -->\n\n${made}\n\n<!-- /sizes -->`;
}

/** @param {number} number */
function grouped(number) {
  return number.toLocaleString("en-US");
}
