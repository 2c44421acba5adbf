// @ts-check
// The tables of docs/speed.md, between two markers: made from docs/speed.json, so that none is typed by hand.
import { join } from "node:path";

import { ROOT } from "../repository.mjs";
import { table } from "../table.mjs";
import { WITHOUT_PROMPT } from "./results.mjs";
import { difference, median, ratio } from "./statistics.mjs";
import { OURS, quotient, signed, TARGETS } from "./targets.mjs";

/** @typedef {import("./results.mjs").Results} Results */

export const PAGE = join(ROOT, "docs", "speed.md");
const MARKED = /<!-- speed -->\n.*?<!-- \/speed -->/s;

/**
 * @param {string} page
 * @param {Results} results
 * @returns {string} the page with the tables of these results
 */
export function withTables(page, results) {
  const { conditions, contestants, visits, rounds, date, browser, processors, load } = results;
  const names = conditions.map(({ name }) => name);
  const prompts = contestants.filter(({ name }) => !WITHOUT_PROMPT.includes(name));
  const others = prompts.filter(({ name }) => name !== OURS);
  const values = (/** @type {string} */ condition, /** @type {string} */ name, /** @type {string} */ measure) =>
    visits[condition]?.[name]?.[measure] ?? [];

  /** @param {typeof contestants} rows @param {(contestant: string, condition: string) => string} cell */
  const byCondition = (rows, cell) =>
    table(
      ["", ...names],
      rows.map(({ name, title }) => [title, ...names.map((condition) => cell(name, condition))]),
      1,
    );
  const medians = (/** @type {string} */ measure) =>
    byCondition(prompts, (name, condition) => median(values(condition, name, measure)).toFixed(0));
  const ratios = (/** @type {string} */ measure) =>
    byCondition(others, (name, condition) =>
      quotient(ratio(values(condition, OURS, measure), values(condition, name, measure))),
    );
  const longTasks = (/** @type {string} */ measure) =>
    byCondition(measure === "loadTask" ? contestants : prompts, (name, condition) => {
      const tasks = values(condition, name, measure);
      const long = tasks.filter((longest) => longest > 0);
      return long.length === 0 ? `0 of ${tasks.length}` : `${long.length} of ${tasks.length}, ${median(long)} ms`;
    });

  const sections = [
    `Measured on ${date} in ${browser} on ${processors} processors, in ${rounds} rounds; meanwhile ${load} programs on average wanted a processor.`,
    "### Targets",
    table(
      ["", "Target", ...names],
      TARGETS.map(({ what, target, verdict }) => [
        what,
        target,
        ...conditions.map((condition) => {
          const found = verdict((name, measure) => values(condition.name, name, measure), condition);
          return found ? `${found.text} ${found.met ? "✓" : "✗"}` : "–";
        }),
      ]),
      2,
    ),
    "### From the click to the first prompt, in milliseconds",
    medians("first"),
    "Ours divided by theirs, in the same round:",
    ratios("first"),
    "### From the click to the second prompt, in milliseconds",
    medians("second"),
    "Ours divided by theirs, in the same round:",
    ratios("second"),
    "### Page load: work of the main thread beyond the empty script, in milliseconds",
    byCondition(
      contestants.filter(({ name }) => name !== "empty"),
      (name, condition) =>
        signed(difference(values(condition, name, "loadWork"), values(condition, "empty", "loadWork"))),
    ),
    "### Tasks over 50 ms before the click: visits with one, and the median of the longest",
    longTasks("loadTask"),
    "### Tasks over 50 ms after the click",
    longTasks("firstTask"),
    "### Bytes and movement",
    table(
      ["", "Bytes before the click", "Bytes until the prompt", "Layout shift, largest"],
      contestants.map(({ name, title }) => {
        const all = (/** @type {string} */ measure) => names.flatMap((condition) => values(condition, name, measure));
        const bytes = (/** @type {string} */ measure) => (all(measure).length > 0 ? String(median(all(measure))) : "–");
        return [title, bytes("loadBytes"), bytes("firstBytes"), Math.max(...all("shift")).toFixed(3)];
      }),
      1,
    ),
    "### Set-up of each",
    table(
      ["", "Package", "What its page does"],
      contestants.map((one) => [one.title, one.package ? `\`${one.package}\` ${one.version}` : "–", one.setup]),
      3,
    ),
  ];
  const marked = `<!-- speed -->\n\n${sections.join("\n\n")}\n\n<!-- /speed -->`;
  // As a function: a `$` in the replacement would have a meaning of its own.
  return page.replace(MARKED, () => marked);
}
