// @ts-check
// The tables of docs/hosts.md, each between two markers: made from docs/hosts.json, so that none is typed by hand.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT } from "../repository.mjs";
import { table } from "../table.mjs";

const PAGE = join(ROOT, "docs", "hosts.md");

/** What the groups of cases have in common. */
export const GROUPS = new Map([
  ["libraries", "libraries that change the built-in types"],
  ["natives", "built-in types changed, frozen or taken away by the page"],
  ["platform", "parts of the platform missing, forbidden or full"],
  ["documents", "strange documents, strict policies, elements moved and removed"],
  ["frames", "frames, sandboxes and isolated pages"],
  ["navigation", "pages exchanged without being left, and StrictMode"],
]);

/** @typedef {import("./figures.mjs").Figures} Figures */

/**
 * @param {Figures} figures
 * @returns {string[]} why the page does not state them
 */
export function pageFaults(figures) {
  const page = readFileSync(PAGE, "utf8");
  const missing = Object.keys(tablesOf(figures)).filter((name) => !markedBy(name).test(page));
  if (missing.length > 0) return missing.map((name) => `it has no lines <!-- ${name} --> and <!-- /${name} -->`);
  return page === withTables(page, figures) ? [] : ["it does not: run npm run check:hosts -- --write"];
}

/** @param {Figures} figures */
export function writePage(figures) {
  writeFileSync(PAGE, withTables(readFileSync(PAGE, "utf8"), figures));
}

/**
 * @param {string} page
 * @param {Figures} figures
 */
function withTables(page, figures) {
  let made = page;
  for (const [name, text] of Object.entries(tablesOf(figures)))
    // As a function: a `$` in the replacement would have a meaning of its own.
    made = made.replace(markedBy(name), () => `<!-- ${name} -->\n\n${text}\n\n<!-- /${name} -->`);
  return made;
}

/** @param {string} name */
function markedBy(name) {
  return new RegExp(`<!-- ${name} -->\n.*?<!-- /${name} -->`, "s");
}

/**
 * @param {Figures} figures
 * @returns {Record<string, string>} by marker
 */
function tablesOf({ date, browser, looks, cases, configuration, policy, quirks }) {
  const sum = (/** @type {"looks" | "pixels" | "differing"} */ what) =>
    looks.reduce((total, row) => total + row[what], 0);
  const all = { host: `all ${looks.length}`, looks: sum("looks"), pixels: sum("pixels"), differing: sum("differing") };
  const ends = (/** @type {string} */ group, /** @type {string} */ end) =>
    grouped(cases.filter((one) => one.group === group && one.ends === end).length);
  const refused = configuration.filter((mistake) => mistake.ends === "refused").length;
  return {
    looks: [
      `${browser}, ${date}: ${looks[0]?.looks} looks of each page.`,
      table(
        ["Host page", "Pictures", "Pixels", "Differ"],
        [...looks, all].map((row) => [row.host, grouped(row.looks), grouped(row.pixels), grouped(row.differing)]),
        1,
      ),
    ].join("\n\n"),
    quirks: quirks
      ? `In ${grouped(quirks.looks)} looks, ${grouped(quirks.differing)} pixels differ, and no part of the card begins further than ${quirks.furthest} pixels from its place.`
      : "",
    cases: table(
      ["Pages", "Sent, once", "Kept for later", "Held by the page"],
      [...GROUPS].map(([group, title]) => [title, ends(group, "sent"), ends(group, "kept"), ends(group, "held")]),
      1,
    ),
    configuration: `${grouped(configuration.length)} cases: ${grouped(refused)} are refused with one message that names the option, ${grouped(configuration.length - refused)} are no mistake and show the prompt, whatever is in them as text.`,
    policy: table(
      ["Browser", "Violations", "In a page broken on purpose"],
      policy.map((row) => [row.browser, grouped(row.violations), grouped(row.noticed)]),
      1,
    ),
  };
}

/** @param {number} number */
function grouped(number) {
  return number.toLocaleString("en-US");
}
