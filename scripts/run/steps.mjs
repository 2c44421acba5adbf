// @ts-check
// Set-up, then one step after the other, then the sum. Set-up fails fast; after it every step runs, so that one red step
// does not hide another. The last line on stdout is `N passed, N failed` whatever happened.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { ensureBrowser } from "../ensure-browsers.mjs";
import { ROOT } from "../repository.mjs";
import { run } from "./child.mjs";
import { countFrom, countOne } from "./count.mjs";
import { environment } from "./pnpm.mjs";
import { prepare } from "./prepare.mjs";
import { SetUpError } from "./set-up-error.mjs";

/**
 * @typedef {import("../ensure-browsers.mjs").BrowserName} BrowserName
 * @typedef {{ name: string, browser?: BrowserName, env?: Record<string, string> } & ({ script: string } | { program: string, args: string[] } | { vitest: string[] })} Step
 *   `script` is one of our checks, `program` the entry file of an installed tool, `vitest` the words for a Vitest run.
 *   `browser` is what it drives, if that is not Chromium.
 * @typedef {import("../tally.mjs").Count} Count
 */

const RESULTS = join(ROOT, ".tools", "results");
const VITEST = "node_modules/vitest/vitest.mjs";
const VITEST_HABITS = [
  "--reporter=default",
  `--reporter=${join(ROOT, "scripts", "run", "tally-reporter.mjs")}`,
  // A forgotten `.only` would leave its neighbours out without a word.
  "--allowOnly=false",
  // A machine that stood still is not a defect. Only what hit a time limit is tried again, and the sum tells it.
  "--retry.count=1",
  `--retry.condition=${/timed out in \d+ ?ms|Timeout \d+ms exceeded/.source}`,
];
// What a developer set for a collector of their own must not reach the tests, let alone their data.
const NOT_FOR_TESTS = /^(PORT|HOST|AFTERTASK_(DATABASE|ADMIN_TOKEN|CONFIG|DEMO))$/;

/**
 * @param {Step[]} steps
 * @returns {Promise<number>} the exit code
 */
export async function inSteps(steps) {
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  /** @type {(Count & { name: string })[]} */
  const counts = [];
  try {
    heading("set-up");
    const programs = {};
    for (const browser of new Set(steps.map((step) => step.browser ?? "chromium"))) {
      Object.assign(programs, await ensureBrowser(browser));
    }
    await prepare();
    const env = { ...withoutSettings(environment()), ...programs };
    for (const step of steps) {
      heading(step.name);
      counts.push({ name: step.name, ...(await take(step, env)) });
    }
  } catch (error) {
    console.error(error instanceof SetUpError ? error.message : error);
    counts.push({ name: "set-up", passed: 0, failed: 1 });
  }
  return sum(counts);
}

/**
 * @param {Step} step
 * @param {NodeJS.ProcessEnv} base
 * @returns {Promise<Count>}
 */
async function take(step, base) {
  const file = join(RESULTS, `${step.name.replaceAll(" ", "-")}.json`);
  const env = { ...base, ...step.env, AFTERTASK_TALLY: file };
  if ("program" in step) return countOne(await run(process.execPath, [step.program, ...step.args], { env }));
  if ("script" in step) return countFrom(file, await run(process.execPath, [step.script], { env }));
  return countFrom(file, await run(process.execPath, [VITEST, "run", ...VITEST_HABITS, ...step.vitest], { env }));
}

/**
 * @param {(Count & { name: string })[]} counts
 * @returns {number}
 */
function sum(counts) {
  heading("sum");
  let passed = 0;
  let failed = 0;
  for (const count of counts) {
    passed += count.passed;
    failed += count.failed;
    const skipped = count.skipped ? `, ${count.skipped} skipped` : "";
    console.log(
      `${count.failed === 0 ? "✓" : "✗"} ${count.name}: ${count.passed} passed, ${count.failed} failed${skipped}`,
    );
    // Again here: the end of the output is what people read first, and all that some logs keep.
    for (const failure of count.failures ?? []) console.log(`    ${failure}`);
    for (const test of count.secondTries ?? []) console.log(`    passed at the second try: ${test}`);
  }
  if (passed + failed === 0) failed = 1;
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** @param {string} name */
function heading(name) {
  console.log(`\n── ${name} ${"─".repeat(Math.max(0, 76 - name.length))}`);
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
function withoutSettings(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !NOT_FOR_TESTS.test(name)));
}
