import { appendFileSync, mkdirSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { dayOf } from "../../src/day.js";
import type { FaultPlace } from "./fault-place.js";
import type { Judgement } from "./judge.js";
import { SEED } from "./random.js";
import { SIZE } from "./size.js";

const RESULTS = fileURLToPath(new URL("../../../../.tools/results", import.meta.url));

/** What a case has measured beside what all cases have: a name in words, and a number. */
export type Extra = Readonly<Record<string, number>>;

/** Adds what a case has found, good or bad, to the run's record: one line of JSON each. */
export function record(
  { database }: Pick<FaultPlace, "database">,
  times: number,
  judgement: Judgement,
  ready: readonly number[],
  extra: Extra = {},
): void {
  mkdirSync(RESULTS, { recursive: true });
  const title = expect.getState().currentTestName ?? "";
  const { sent, acknowledged, unsure, kept } = judgement;
  const line = {
    case: /F\d+/.exec(title)?.[0] ?? title,
    database,
    seed: SEED,
    size: SIZE,
    date: dayOf(Date.now()),
    times,
    sent,
    acknowledged,
    unsure,
    kept,
    lost: judgement.lost.length,
    twice: judgement.twice.length,
    invented: judgement.invented.length,
    altered: judgement.altered.length,
    damaged: judgement.damage.length,
    miscounted: judgement.miscounted.length,
    ready: Math.round(Math.max(0, ...ready)),
    // How many others wanted each processor: what a time is worth.
    load: Math.round((10 * (loadavg()[0] ?? 0)) / availableParallelism()) / 10,
    extra,
  };
  appendFileSync(join(RESULTS, "collector-faults.jsonl"), `${JSON.stringify(line)}\n`);
}
