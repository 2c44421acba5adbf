// @ts-check
// docs/input-figures.md says what docs/input-figures.json holds, and that is good. Nothing is measured here:
// `npm run test:soak -- inputs` does that, and `--write` then publishes what it has recorded.
import { CLASSES } from "./inputs/classes.mjs";
import { readFigures, takeFigures } from "./inputs/figures.mjs";
import { pageFaults, writePage } from "./inputs/page.mjs";
import { createTally } from "./tally.mjs";

/** Megabytes. */
const MOST_GROWTH = 50;

const tally = createTally("input figures");
const figures = process.argv.includes("--write") ? takeFigures() : readFigures();
if (process.argv.includes("--write")) writePage(figures);
const { classes, pairs } = figures;

tally.expectNone(
  "every class has as many cases as it should",
  CLASSES.filter(({ name, least }) => (classes.find((one) => one.class === name)?.cases ?? 0) < least).map(
    ({ name, least }) => `${name} has fewer than ${least}`,
  ),
);
tally.expectNone(
  "every row is a class of the plan",
  classes.filter((one) => !CLASSES.some(({ name }) => name === one.class)).map((one) => one.class),
);
tally.expectNone(
  "no case went wrong",
  classes.filter(({ wrong }) => wrong > 0).map((one) => one.class),
);
tally.expectNone(
  "both databases kept the same, and what was sent",
  pairs
    .filter(({ stored, unequal, unlikeSent }) => !(stored > 0 && unequal === 0 && unlikeSent === 0))
    .map(({ pair }) => pair),
);
tally.expectNone(
  `no process has grown by ${MOST_GROWTH} MB`,
  pairs
    .filter(({ growth }) => growth.length !== 2 || growth.some((size) => size >= MOST_GROWTH))
    .map(({ pair }) => pair),
);
tally.expectNone("docs/input-figures.md states these figures", pageFaults(figures));
tally.close();
