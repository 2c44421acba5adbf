// @ts-check
// docs/ingest-figures.md says what docs/ingest-figures.json holds, that is a whole run, and what it reaches is what we
// have set ourselves, but for what the page says is not reached. Nothing is measured here: `npm run ingest` does that.
import { readFileSync } from "node:fs";

import { BARS } from "./ingest/bars.mjs";
import { LEAST_MINUTES, LEAST_ROUNDS, PAGE, readFigures, withTables } from "./ingest/page.mjs";
import { createTally } from "./tally.mjs";

const tally = createTally("ingest figures");
const figures = readFigures();
if (!figures) tally.fail("docs/ingest-figures.json holds a run", "there is none: run npm run ingest");
else {
  const page = readFileSync(PAGE, "utf8");
  const [, short = ""] = page.split("## Not reached");
  const missed = BARS.filter((bar) => !bar.reached(figures)?.met).map(({ what }) => what);

  tally.expectNone("it is a whole run", [
    ...(figures.rounds < LEAST_ROUNDS ? [`${figures.rounds} rounds, and at least ${LEAST_ROUNDS} are wanted`] : []),
    ...((figures.memory?.rss.length ?? 0) < LEAST_MINUTES
      ? [`memory was not watched for ${LEAST_MINUTES} minutes`]
      : []),
  ]);
  tally.expectNone(
    `of ${BARS.length} bars, those that are not reached are named below "Not reached"`,
    missed.filter((what) => !short.includes(`**${what}**`)),
  );
  tally.expectNone(
    "nothing is named there that is reached",
    BARS.map(({ what }) => what).filter((what) => short.includes(`**${what}**`) && !missed.includes(what)),
  );
  tally.expectNone(
    "docs/ingest-figures.md states these numbers",
    withTables(page, figures) === page ? [] : ["it does not: run npm run ingest"],
  );
}
tally.close();
