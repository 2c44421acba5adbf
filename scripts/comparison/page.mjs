// @ts-check
// The tables of docs/comparison.md, between two markers: made from docs/comparison.json, so that none is typed by hand.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT } from "../repository.mjs";
import { table } from "../table.mjs";

/**
 * @typedef {{ events: number, lost: number, doubled: number, doubledByOtherIds: number | null, requests: number, bytes: number }} Score
 * @typedef {{ name: string, package: string, version: string, taken: string, configuration: string, identity: string, date: string, browser: string, seed: number, cases: Record<string, Score> }} Row
 */

export const RESULTS = join(ROOT, "docs", "comparison.json");
export const PAGE = join(ROOT, "docs", "comparison.md");
/** How many events each client is handed in each case of the published run. */
export const EVENTS = 300;
export const CASES = [
  { name: "T1", title: "T1: a storm" },
  { name: "T2", title: "T2: the page goes away" },
  { name: "T3", title: "T3: the browser is killed" },
  { name: "T5", title: "T5: offline" },
  { name: "T8", title: "T8: two tabs" },
];

const MARKED = /<!-- comparison -->\n.*?<!-- \/comparison -->/s;

/** @returns {Row[]} */
export function readResults() {
  return existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, "utf8")) : [];
}

/**
 * @param {string} page
 * @param {Row[]} rows
 * @returns {string} the page with the tables of these rows
 */
export function withTables(page, rows) {
  const sections = [
    "### Lost, in percent",
    table(
      ["Client", "Version", "Counted from", ...CASES.map(({ name }) => name)],
      rows.map((row) => [
        `\`${row.package}\``,
        row.version,
        row.taken,
        ...CASES.map(({ name }) => percent(row.cases[name], "lost")),
      ]),
      3,
    ),
    ...CASES.flatMap(({ name, title }) => [
      `### ${title}`,
      table(
        [
          "Client",
          "Counted from",
          "Events",
          "Lost %",
          "Doubled %",
          "… after dedupe %",
          "Requests per event",
          "Bytes per event",
        ],
        rows.map(({ package: client, taken, cases }) => [`\`${client}\``, taken, ...numbersOf(cases[name])]),
        2,
      ),
    ]),
    "### Set-up of each client",
    table(
      ["Client", "Set-up, beyond defaults", "Told apart by", "Measured", "Browser", "Seed"],
      rows
        .filter((row, at) => rows.findIndex((other) => other.package === row.package) === at)
        .map((row) => [
          `\`${row.package}\` ${row.version}`,
          row.configuration,
          row.identity,
          row.date,
          row.browser,
          String(row.seed),
        ]),
      6,
    ),
  ];
  const marked = `<!-- comparison -->\n\n${sections.join("\n\n")}\n\n<!-- /comparison -->`;
  // As a function: a `$` in the replacement would have a meaning of its own.
  return page.replace(MARKED, () => marked);
}

/** @param {Score | undefined} score */
function numbersOf(score) {
  if (!score) return ["–", "–", "–", "–", "–", "–"];
  const { events, requests, bytes } = score;
  return [
    String(events),
    percent(score, "lost"),
    percent(score, "doubled"),
    percent(score, "doubledByOtherIds"),
    (requests / events).toFixed(2),
    String(Math.round(bytes / events)),
  ];
}

/**
 * @param {Score | undefined} score
 * @param {"lost" | "doubled" | "doubledByOtherIds"} what
 */
function percent(score, what) {
  const count = score?.[what];
  if (!score || count === null || count === undefined) return "–";
  return count === 0 ? "0" : ((100 * count) / score.events).toFixed(1);
}
