// @ts-check
// docs/collector-figures.md says what docs/collector-figures.json holds, and that is good. Nothing is measured here:
// `npm run test:soak -- collector` does that, and `--write` then publishes what it has recorded.
import { CASES } from "./collector/cases.mjs";
import { nameOf, readFigures, takeFigures } from "./collector/figures.mjs";
import { pageFaults, writePage } from "./collector/page.mjs";
import { createTally } from "./tally.mjs";

/** Milliseconds within which a collector must be ready again without help. */
const READY_WITHIN = 5_000;

/** Ratings that must have been acknowledged under kills before anything is said about them. */
const ENOUGH = 5_000;

const tally = createTally("collector figures");
const rows = process.argv.includes("--write") ? takeFigures() : readFigures();
if (process.argv.includes("--write")) writePage(rows);

/** @param {(row: import("./collector/figures.mjs").Row) => boolean} isBad */
const bad = (isBad) => rows.filter(isBad).map(nameOf);

tally.expectNone(
  `acknowledged and lost 0, stored twice 0 in ${rows.length} rows`,
  bad(({ lost, twice }) => lost + twice > 0),
);
tally.expectNone(
  "nothing was invented, altered, damaged or miscounted",
  bad(({ invented, altered, damaged, miscounted }) => invented + altered + damaged + miscounted > 0),
);
tally.expectNone(
  "every start was ready within five seconds where the machine had no more to do than it could",
  bad(({ ready, load = Infinity }) => load <= 1 && ready > READY_WITHIN),
);
tally.expectNone(
  "every row is a case of the plan",
  bad((row) => !CASES.get(row.case)?.on.includes(row.database)),
);
const killed = rows.filter((row) => row.case === "F1").reduce((sum, { acknowledged }) => sum + acknowledged, 0);
tally.expectNone(`${ENOUGH} ratings were acknowledged under kills`, killed < ENOUGH ? [`only ${killed} were`] : []);
tally.expectNone(
  "docs/collector-figures.md states these figures",
  rows.length > 0 ? pageFaults(rows) : ["there are none"],
);
tally.close();
