// @ts-check
// docs/delivery-figures.md says what docs/delivery-figures.json holds, and that is good. Nothing is measured here:
// `npm run test:soak -- faults` does that, and `--write` then publishes what it has recorded.
import { CASES } from "./delivery/cases.mjs";
import { readFigures, runOf, takeFigures } from "./delivery/figures.mjs";
import { pageFaults, writePage } from "./delivery/page.mjs";
import { createTally } from "./tally.mjs";

/** In virtual time, or against a model: nothing is stored there. */
const UNCOUNTED = new Set(["T6", "T7", "T28"]);

/** Cases that are played with PostgreSQL, too. */
const ON_POSTGRES = ["T1", "T2", "T3", "T4"];

const tally = createTally("delivery figures");
const rows = process.argv.includes("--write") ? takeFigures() : readFigures();
if (process.argv.includes("--write")) writePage(rows);

tally.expectNone(
  `no rating lost and none counted twice in ${rows.length} rows`,
  rows.filter(({ lost, twice }) => lost + twice > 0).map(nameOf),
);
tally.expectNone(
  "the rows of a browser and a database come from one run",
  rows.filter((row) => rows.some((other) => runOf(other) === runOf(row) && other.seed !== row.seed)).map(nameOf),
);
tally.expectNone(
  "every case that is counted has its row",
  [...CASES.keys()].filter((name) => !UNCOUNTED.has(name) && !rows.some((row) => row.case === name)),
);
tally.expectNone(
  "what a collector with PostgreSQL could fail otherwise has its row there, too",
  ON_POSTGRES.filter((name) => !rows.some((row) => row.case === name && row.database === "PostgreSQL")),
);
tally.expectNone("every row is a case of the plan", rows.filter((row) => !CASES.has(row.case)).map(nameOf));
tally.expectNone(
  "docs/delivery-figures.md states these figures",
  rows.length > 0 ? pageFaults(rows) : ["there are none"],
);
tally.close();

/** @param {import("./delivery/figures.mjs").Row} row */
function nameOf(row) {
  return `${row.case} in ${runOf(row)}, seed ${row.seed}`;
}
