// @ts-check
// What a run of the collector's faults has measured: from one line for each test to one row for each case and database.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT } from "../repository.mjs";

const RECORDED = join(ROOT, ".tools", "results", "collector-faults.jsonl");
const KEPT = join(ROOT, "docs", "collector-figures.json");

/**
 * @typedef {{ case: string, database: string, seed: number, size: string, date: string, times: number, sent: number, acknowledged: number, unsure: number, kept: number, lost: number, twice: number, invented: number, altered: number, damaged: number, miscounted: number, ready: number, extra: Record<string, number> }} Row
 */

/** What is added where a case has several tests. */
const COUNTS = "times sent acknowledged unsure kept lost twice invented altered damaged miscounted".split(" ");

/** @returns {Row[]} what is published, in the order of the plan */
export function readFigures() {
  return existsSync(KEPT) ? JSON.parse(readFileSync(KEPT, "utf8")) : [];
}

/**
 * Publishes what was recorded last. A case that was not played at a size keeps the row that it has there.
 * @returns {Row[]}
 */
export function takeFigures() {
  /** @type {Row[]} */
  const lines = readFileSync(RECORDED, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line))
    .filter((line) => /^F\d+$/.test(line.case) && line.size !== "everyday");
  const rows = new Map(readFigures().map((row) => [nameOf(row), row]));
  for (const name of new Set(lines.map(nameOf))) {
    const own = lines.filter((line) => nameOf(line) === name);
    const run = own.filter(({ seed }) => seed === own.at(-1)?.seed);
    const [first, ...others] = run;
    if (first) rows.set(name, others.reduce(sumOf, first));
  }
  const sorted = [...rows.values()].toSorted(
    (a, b) => a.size.localeCompare(b.size) || numberOf(a) - numberOf(b) || b.database.localeCompare(a.database),
  );
  writeFileSync(KEPT, `${JSON.stringify(sorted, null, 2)}\n`);
  return sorted;
}

/**
 * @param {Row} a
 * @param {Row} b
 * @returns {Row}
 */
export function sumOf(a, b) {
  const sums = Object.fromEntries(COUNTS.map((name) => [name, numberIn(a, name) + numberIn(b, name)]));
  const extra = { ...a.extra };
  for (const [name, value] of Object.entries(b.extra)) extra[name] = Math.max(extra[name] ?? 0, value);
  return { ...a, ...sums, ready: Math.max(a.ready, b.ready), extra };
}

/** @param {Row} row */
export function nameOf({ case: name, database, size }) {
  return `${name} on ${database}, ${size}`;
}

/** @param {Row} row */
function numberOf(row) {
  return Number(row.case.slice(1));
}

/**
 * @param {Row} row
 * @param {string} name
 */
function numberIn(row, name) {
  return Number(/** @type {Record<string, unknown>} */ (row)[name]);
}
