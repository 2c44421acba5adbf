// @ts-check
// What a run of the bad input has counted: one line for each class of each file, and one for each pair of collectors.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT } from "../repository.mjs";
import { CLASSES } from "./classes.mjs";

const RECORDED = join(ROOT, ".tools", "results", "inputs.jsonl");
const KEPT = join(ROOT, "docs", "input-figures.json");

/**
 * @typedef {{ class: string, cases: number, wrong: number, date: string }} Row  On each database.
 * @typedef {{ pair: string, stored: number, unequal: number, unlikeSent: number, growth: number[], live: number[], late: number[] }} PairRow
 *   `growth` and `live` in megabytes, `late` in milliseconds, each on SQLite and on PostgreSQL.
 * @typedef {{ classes: Row[], pairs: PairRow[] }} Figures
 */

/** @returns {Figures} what is published */
export function readFigures() {
  return JSON.parse(readFileSync(KEPT, "utf8"));
}

/**
 * Publishes what the last run has recorded.
 * @returns {Figures}
 */
export function takeFigures() {
  /** @type {(Row | PairRow)[]} */
  const lines = readFileSync(RECORDED, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
  const order = CLASSES.map(({ name }) => name);
  const figures = {
    classes: lines
      .flatMap((line) => ("class" in line && order.includes(line.class) ? [line] : []))
      .toSorted((one, other) => order.indexOf(one.class) - order.indexOf(other.class)),
    // What a corpus does is up to whoever brings it.
    pairs: lines.flatMap((line) => ("pair" in line && line.pair !== "a corpus" ? [line] : [])).toSorted(byName),
  };
  writeFileSync(KEPT, `${JSON.stringify(figures, null, 2)}\n`);
  return figures;
}

/**
 * @param {PairRow} one
 * @param {PairRow} other
 */
function byName(one, other) {
  return one.pair < other.pair ? -1 : 1;
}
