// @ts-check
// docs/hosts.md says what docs/hosts.json holds, that is good, and nothing is left out that the tests have. Nothing is
// looked at here: `npm run test:soak -- hosts` does that, and `--write` then publishes what it has recorded.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { readFigures, takeFigures } from "./hosts/figures.mjs";
import { GROUPS, pageFaults, writePage } from "./hosts/page.mjs";
import { ROOT } from "./repository.mjs";
import { createTally } from "./tally.mjs";

const ROOM = join(ROOT, "examples", "hostile-hosts");
/** What a page is looked at in every day, and three layouts, two states, light and dark, two directions. */
const LOOKS = [2, 24];
/** Turbo in two ways, htmx in two, StrictMode. */
const EXCHANGED = 5;
const ENGINES = [/^Chromium/, /^Firefox/i, /^WebKit/i];

const tally = createTally("host pages");
const writing = process.argv.includes("--write");
const figures = writing ? await takeFigures() : readFigures();
if (figures && writing) writePage(figures);
if (figures) check(figures);
else tally.fail("docs/hosts.json is there", "run npm run test:soak -- hosts, then npm run check:hosts -- --write");
tally.close();

/** @param {import("./hosts/figures.mjs").Figures} given */
function check(given) {
  const { looks, cases, configuration, policy, quirks } = given;
  tally.expectNone(
    `not one pixel differs on ${looks.length} host pages`,
    looks.filter(({ differing, pixels }) => differing !== 0 || pixels === 0).map(({ host }) => host),
  );
  const ways = looks[0]?.looks ?? 0;
  tally.expectNone(`each was looked at in ${ways} ways`, [
    ...(LOOKS.includes(ways) ? [] : [`${ways} are neither of ${LOOKS.join(" and ")}`]),
    ...looks.filter((row) => row.looks !== ways).map(({ host }) => host),
    ...(quirks?.looks === ways ? [] : ["quirks mode"]),
  ]);
  tally.expectNone("no policy was violated, in three engines that notice it when one is", [
    ...policy.filter(({ violations, noticed }) => violations > 0 || noticed === 0).map(({ browser }) => browser),
    ...ENGINES.filter((engine) => !policy.some(({ browser }) => engine.test(browser))).map(String),
  ]);
  tally.expectNone(
    "every host page of the tests was looked at",
    differences(
      namesIn("looks"),
      looks.map(({ host }) => host),
    ),
  );
  const pages = cases.filter(({ group }) => group !== "navigation");
  tally.expectNone(
    "every hostile page of the tests has its row",
    differences(
      namesIn("hosts"),
      pages.map(({ name }) => name),
    ),
  );
  tally.expectNone(
    "so has every way of exchanging pages",
    cases.length - pages.length >= EXCHANGED ? [] : [`${cases.length - pages.length} of ${EXCHANGED}`],
  );
  tally.expectNone(
    "every mistake of the tests has its row",
    differences(
      namesIn("configuration"),
      configuration.map(({ name }) => name),
    ),
  );
  tally.expectNone(
    "every group has its words",
    cases.filter(({ group }) => !GROUPS.has(group)).map(({ name }) => name),
  );
  tally.expectNone("docs/hosts.md states these figures", pageFaults(given));
}

/**
 * The names of the cases in a room's lists: tests have none of their own.
 * @param {string} room
 */
function namesIn(room) {
  const files = readdirSync(join(ROOM, room)).filter(
    (file) => file.endsWith(".ts") && !/test|photo|png|look\.ts|host\.ts$/.test(file),
  );
  const texts = files.map((file) => readFileSync(join(ROOM, room, file), "utf8")).join("\n");
  return [...texts.matchAll(/^\s*(?:\{ )?name: "([^"]+)"|^ {2}\[\s*"([^"]+)"/gm)].map(
    ([, named, listed]) => named ?? listed ?? "",
  );
}

/**
 * @param {string[]} known
 * @param {string[]} seen
 */
function differences(known, seen) {
  return [
    ...known.filter((name) => !seen.includes(name)).map((name) => `"${name}" has none`),
    ...seen.filter((name) => !known.includes(name)).map((name) => `"${name}" is not in the tests`),
  ];
}
