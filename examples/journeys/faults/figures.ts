import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import type { Comparison } from "./ledger.js";
import { DATABASE } from "./postgres.js";
import { NIGHTLY, SEED } from "./random.js";

const RESULTS = fileURLToPath(new URL("../../../.tools/results", import.meta.url));

interface Measured extends Comparison {
  browser: string;
  /** POSTs, also those that never reached the collector. */
  requests: number;
  /** Ratings that the collector recognised as known. */
  duplicates: number;
  kills: { tabs: number; browsers: number; collectors: number; torn: number };
}

/** Adds what a case has measured, good or bad, to the run's record: one line of JSON each. */
export function record({ lost, invented, faults, ...counts }: Measured): void {
  mkdirSync(RESULTS, { recursive: true });
  const title = expect.getState().currentTestName ?? "";
  const line = {
    case: /T\d+/.exec(title)?.[0] ?? title,
    seed: SEED,
    database: DATABASE,
    size: NIGHTLY === undefined ? "everyday" : `${NIGHTLY} of nightly`,
    date: new Date().toISOString().slice(0, 10),
    ...counts,
    lost: lost.length,
    invented: invented.length,
    faults: faults.length,
  };
  appendFileSync(join(RESULTS, "faults.jsonl"), `${JSON.stringify(line)}\n`);
}
