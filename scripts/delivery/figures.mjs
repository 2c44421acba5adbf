// @ts-check
// What a run of the faults has measured: from one line for each test to one row for each case and browser.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT } from "../repository.mjs";

const RECORDED = join(ROOT, ".tools", "results", "faults.jsonl");
const KEPT = join(ROOT, "docs", "delivery-figures.json");

/**
 * @typedef {{ tabs: number, browsers: number, collectors: number, torn?: number }} Kills  Of the browsers, those that have torn a record of the browser's own storage.
 * @typedef {Record<string, { stored: number, all: number }>} Unsettled  Ratings of which nothing was promised when their page ended, by how it ended.
 * @typedef {{ case: string, browser: string, database?: string, seed: number, size: string, date: string, issued: number, promised: number, stored: number, lost: number, twice: number, requests: number, duplicates: number, kills: Kills, unsettled: Unsettled }} Row
 */

/** @returns {Row[]} what is published, in the order of the plan */
export function readFigures() {
  return existsSync(KEPT) ? JSON.parse(readFileSync(KEPT, "utf8")) : [];
}

/**
 * Publishes what the last run has recorded.
 * @returns {Row[]}
 */
export function takeFigures() {
  /** @type {Row[]} */
  const lines = readFileSync(RECORDED, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line))
    .filter((line) => /^T\d+$/.test(line.case))
    // Other runs may have followed, at the size of every day: the first of each browser and database is the one to publish.
    .filter((line, _at, all) => line.seed === all.find((other) => runOf(other) === runOf(line))?.seed);
  const played = new Set(lines.map(runOf));
  // What was not played again stays as it is.
  const rows = new Map(
    readFigures().flatMap((row) => (played.has(runOf(row)) ? [] : [[`${runOf(row)} ${row.case} ${row.seed}`, row]])),
  );
  for (const line of lines) {
    const name = `${runOf(line)} ${line.case} ${line.seed}`;
    const row = rows.get(name);
    rows.set(name, row ? sumOf(row, line) : rowOf(line));
  }
  const sorted = [...rows.values()].toSorted(
    (a, b) => runOf(a).localeCompare(runOf(b)) || Number(a.case.slice(1)) - Number(b.case.slice(1)),
  );
  writeFileSync(KEPT, `${JSON.stringify(sorted, null, 2)}\n`);
  return sorted;
}

/**
 * What the rows of one section have in common: the browser, and the collector's database where that is not SQLite.
 * @param {Row} row
 */
export function runOf({ browser, database = "SQLite" }) {
  return database === "SQLite" ? browser : `${browser}, with ${database}`;
}

/**
 * Without what only a failing test needs.
 * @param {Row} line
 * @returns {Row}
 */
function rowOf(line) {
  const {
    browser,
    database,
    seed,
    size,
    date,
    issued,
    promised,
    stored,
    lost,
    twice,
    requests,
    duplicates,
    kills,
    unsettled,
  } = line;
  return {
    case: line.case,
    browser,
    ...(database === "PostgreSQL" && { database }),
    seed,
    size,
    date,
    issued,
    promised,
    stored,
    lost,
    twice,
    requests,
    duplicates,
    kills,
    unsettled,
  };
}

/**
 * @param {Row} a
 * @param {Row} b
 * @returns {Row}
 */
export function sumOf(a, b) {
  const endings = [...new Set([...Object.keys(a.unsettled), ...Object.keys(b.unsettled)])].toSorted();
  const none = { stored: 0, all: 0 };
  return {
    ...a,
    issued: a.issued + b.issued,
    promised: a.promised + b.promised,
    stored: a.stored + b.stored,
    lost: a.lost + b.lost,
    twice: a.twice + b.twice,
    requests: a.requests + b.requests,
    duplicates: a.duplicates + b.duplicates,
    kills: {
      tabs: a.kills.tabs + b.kills.tabs,
      browsers: a.kills.browsers + b.kills.browsers,
      collectors: a.kills.collectors + b.kills.collectors,
      torn: (a.kills.torn ?? 0) + (b.kills.torn ?? 0),
    },
    unsettled: Object.fromEntries(
      endings.map((ending) => {
        const [one, two] = [a.unsettled[ending] ?? none, b.unsettled[ending] ?? none];
        return [ending, { stored: one.stored + two.stored, all: one.all + two.all }];
      }),
    ),
  };
}
