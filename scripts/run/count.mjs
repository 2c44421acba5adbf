// @ts-check
// How many facts a finished step proved, read from what it wrote. The exit code has the last word: a step that ended
// badly without a failed fact, or well without any fact, counts as one failure.
import { existsSync, readFileSync } from "node:fs";

/** @typedef {import("../tally.mjs").Count} Count */

/**
 * @param {string} file  What the step may have written: a check's tally or a Vitest report.
 * @param {number} code  The step's exit code.
 * @returns {Count}
 */
export function countFrom(file, code) {
  const count = existsSync(file) ? read(file) : { passed: 0, failed: 0 };
  const broken = code !== 0 && count.failed === 0;
  const empty = code === 0 && count.passed === 0;
  return broken || empty ? { ...count, failed: count.failed + 1 } : count;
}

/**
 * For programs that only know good and bad.
 * @param {number} code
 * @returns {Count}
 */
export function countOne(code) {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * @param {string} file
 * @returns {Count}
 */
function read(file) {
  const written = JSON.parse(readFileSync(file, "utf8"));
  if (typeof written.passed === "number") return written;
  // A file that could not even be loaded has no failed test in it, but its tests did not run.
  const unloaded = written.testResults.filter(
    (/** @type {{ status: string, assertionResults: { status: string }[] }} */ { status, assertionResults }) =>
      status === "failed" && !assertionResults.some((one) => one.status === "failed"),
  );
  return {
    passed: written.numPassedTests,
    failed: written.numFailedTests + unloaded.length,
    skipped: written.numPendingTests,
  };
}
