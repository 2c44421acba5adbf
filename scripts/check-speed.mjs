// @ts-check
// docs/speed.md says what docs/speed.json holds, and that is a whole run of the releases that are pinned. Nothing is
// measured here: `npm run speed` does that.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT } from "./repository.mjs";
import { PAGE, withTables } from "./speed/page.mjs";
import { gapsIn, readResults } from "./speed/results.mjs";
import { createTally } from "./tally.mjs";

const PEERS = join(ROOT, "examples", "speed", "peers", "package.json");

const tally = createTally("speed");
const results = readResults();
if (!results) tally.fail("docs/speed.json holds a run", "there is none: run npm run speed");
else {
  const page = readFileSync(PAGE, "utf8");
  const { dependencies } = JSON.parse(readFileSync(PEERS, "utf8"));
  const { contestants, conditions, rounds } = results;

  tally.expectNone(
    `${contestants.length} contestants have all values of ${rounds} rounds under ${conditions.length} conditions`,
    gapsIn(results),
  );
  tally.expectNone(
    "the gaps in a run would be noticed",
    gapsIn({ ...results, rounds: rounds + 1 }).length > 0 ? [] : ["they were not"],
  );
  tally.expectNone(
    "the contestants are of the pinned releases",
    contestants
      .filter((one) => one.package !== undefined && one.package in dependencies)
      .filter((one) => dependencies[one.package ?? ""] !== one.version)
      .map((one) => `${one.package} ${one.version} was measured, ${dependencies[one.package ?? ""]} is pinned`),
  );
  tally.expectNone(
    "docs/speed.md states these numbers",
    withTables(page, results) === page ? [] : ["it does not: run npm run speed"],
  );
}
tally.close();
