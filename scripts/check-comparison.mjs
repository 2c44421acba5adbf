// @ts-check
// docs/comparison.md says what docs/comparison.json holds, and that is a whole run of the releases that are pinned.
// Nothing is driven here: `npm run compare` does that.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { CASES, EVENTS, PAGE, readResults, withTables } from "./comparison/page.mjs";
import { ROOT } from "./repository.mjs";
import { createTally } from "./tally.mjs";

const SDKS = join(ROOT, "examples", "peers", "sdks");

const tally = createTally("comparison");
const rows = readResults();
const page = readFileSync(PAGE, "utf8");
/** @type {{ dependencies: Record<string, string> }} */
const { dependencies } = JSON.parse(readFileSync(join(SDKS, "package.json"), "utf8"));

tally.expectNone(
  `${rows.length} rows hold every case with ${EVENTS} events`,
  rows.flatMap(({ name, taken, cases }) => CASES.flatMap((one) => faultOf(name, taken, one.name, cases[one.name]))),
);
tally.expectNone(
  "the rows are of the pinned releases",
  rows
    .filter((row) => row.package in dependencies && dependencies[row.package] !== row.version)
    .map((row) => `${row.package} ${row.version} was measured, ${dependencies[row.package]} is pinned`),
);
tally.expectNone(
  "docs/comparison.md states these numbers",
  rows.length > 0 && withTables(page, rows) === page ? [] : ["it does not: run npm run compare"],
);
tally.close();

/**
 * @param {string} name
 * @param {string} taken
 * @param {string} one
 * @param {import("./comparison/page.mjs").Score | undefined} score
 * @returns {string[]}
 */
function faultOf(name, taken, one, score) {
  if (!score) return [`${name} has no ${one}`];
  // A promise may still have been open when its page ended.
  const whole = taken === "the promise settled" ? score.events <= EVENTS : score.events === EVENTS;
  return whole ? [] : [`${name} ${one} has ${score.events} events`];
}
