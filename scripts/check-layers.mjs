// @ts-check
// Who may import whom: the rules on the real tree, every rule proven on wrong imports, the pure rooms read for clocks
// and globals, and ARCHITECTURE.md compared with what is there.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { arrowsIn, disagreements, wrongStops } from "./layers/architecture.mjs";
import { cruise, RULES } from "./layers/cruise.mjs";
import { PURE, TESTS } from "./layers/house.cjs";
import { impuritiesOf } from "./layers/purity.mjs";
import { proveRules } from "./layers/wrong-imports.mjs";
import { ROOT } from "./repository.mjs";
import { createTally } from "./tally.mjs";

const tally = createTally("layers");
const { violations, imports, files } = await cruise(ROOT);
const shipped = imports.filter(({ from }) => !new RegExp(TESTS).test(from));

for (const rule of RULES) {
  const broken = violations.filter((one) => one.rule === rule).map(({ from, to }) => `${from} → ${to}`);
  tally.expectNone(rule, broken);
}
for (const { rule, missed } of await proveRules()) {
  tally.expectNone(
    rule === "right-imports" ? "right imports raise no alarm" : `${rule} fires at a wrong import`,
    missed,
  );
}

// A rule about a room that was renamed guards nothing.
const empty = PURE.flatMap(alternatives).filter((room) => !files.some((file) => new RegExp(`^${room}`).test(file)));
tally.expectNone("every pure room that scripts/layers/house.cjs names has a file", empty);

const pure = files.filter((file) => new RegExp(`^(${PURE.join("|")})`).test(file) && !new RegExp(TESTS).test(file));
tally.expectNone(
  `${pure.length} pure files name no clock, no chance and no global`,
  pure.flatMap((file) => impuritiesOf(file, readFileSync(join(ROOT, file), "utf8"))),
);
const WRONG_WORDS = [
  "Date.now()",
  "new Date()",
  "Math.random()",
  "crypto.randomUUID()",
  "document.title",
  "window.x",
  "process.env",
];
const RIGHT_WORDS =
  "// Date.now()\nconst a = 'window'; const b = new Date(0); const c = { process: b.document }; type D = typeof window;";
tally.expectNone("the reading of pure files sees each of these", [
  ...WRONG_WORDS.filter((text) => impuritiesOf("wrong.ts", `export const x = ${text};`).length === 0),
  ...impuritiesOf("right.ts", RIGHT_WORDS),
]);

const page = join(ROOT, "ARCHITECTURE.md");
if (existsSync(page)) {
  const text = readFileSync(page, "utf8");
  const arrows = arrowsIn(text);
  tally.expectNone(
    "ARCHITECTURE.md draws the packages' arrows",
    arrows.length > 0 ? disagreements(arrows, shipped) : ["no arrow found"],
  );
  const [first, ...others] = arrows;
  const turned = first === undefined ? [] : disagreements([[first[1], first[0]], ...others], shipped);
  tally.expectNone("a turned arrow would be noticed", turned.length > 0 ? [] : ["it was not"]);
  tally.expectNone("the ten stops of ARCHITECTURE.md lead to files", wrongStops(text, ROOT));
} else {
  tally.fail("ARCHITECTURE.md draws the packages' arrows", "ARCHITECTURE.md does not exist");
  tally.fail("the ten stops of ARCHITECTURE.md lead to files", "ARCHITECTURE.md does not exist");
}
tally.close();

/**
 * `a/(b|c)/` names two rooms, and each of them must exist.
 * @param {string} pattern
 * @returns {string[]}
 */
function alternatives(pattern) {
  const group = /^(.*?)\(([^()?]+)\)(.*)$/.exec(pattern);
  if (group === null) return [pattern];
  const [, before = "", inner = "", after = ""] = group;
  return inner.split("|").flatMap((one) => alternatives(before + one + after));
}
