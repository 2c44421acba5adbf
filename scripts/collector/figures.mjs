// @ts-check
// What a run of the collector's faults has measured: from one line for each test to one row for each case and database.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT } from "../repository.mjs";
import { CASES } from "./cases.mjs";

const RECORDED = join(ROOT, ".tools", "results", "collector-faults.jsonl");
const KEPT = join(ROOT, "docs", "collector-figures.json");

/**
 * @typedef {{ case: string, database: string, seed: number, size: string, date: string, times: number, sent: number, acknowledged: number, unsure: number, kept: number, lost: number, twice: number, invented: number, altered: number, damaged: number, miscounted: number, ready: number, load?: number | undefined, extra: Record<string, number> }} Row
 */

/** What is added where a case has several tests. */
const COUNTS = "times sent acknowledged unsure kept lost twice invented altered damaged miscounted".split(" ");

/** @returns {Row[]} what is published, in the order of the plan */
export function readFigures() {
  return existsSync(KEPT) ? JSON.parse(readFileSync(KEPT, "utf8")) : [];
}

/**
 * Publishes what was recorded: all runs of a case at one size together. One that was not played keeps the row that it has.
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
    const [first, ...others] = lines.filter((line) => nameOf(line) === name);
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
  return { ...a, ...sums, ready: Math.max(a.ready, b.ready), ...loadOf(a, b), extra };
}

/**
 * How many others wanted each processor, at the worst; nothing where one of them does not know.
 * @param {Row} a
 * @param {Row} b
 */
function loadOf({ load: one }, { load: other }) {
  return one === undefined || other === undefined ? { load: undefined } : { load: Math.max(one, other) };
}

/** @param {Row} row */
export function nameOf({ case: name, database, size }) {
  return `${name} on ${database}, ${size}`;
}

/**
 * What the plan asks for at a size and nobody has measured yet, as `F5 on SQLite`.
 * @param {Row[]} rows  Of one size.
 */
export function gapsIn(rows) {
  return [...CASES].flatMap(([name, { on }]) =>
    on
      .filter((database) => !rows.some((row) => row.case === name && row.database === database))
      .map((database) => `${name} on ${database}`),
  );
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
