// @ts-check
// How many facts a finished step proved, read from what it wrote. The exit code has the last word: a step that ended
// badly without a failed fact, or well without any fact, counts as one failure.
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";

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
  if (!broken && !empty) return count;
  const why = empty ? "nothing was looked at" : `exit code ${code} without a failed fact`;
  return { ...count, failed: count.failed + 1, failures: [...(count.failures ?? []), why] };
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
 * @typedef {{ status: string, fullName: string, failureMessages?: string[] }} TestReport
 * @typedef {{ status: string, name: string, message: string, assertionResults: TestReport[] }} FileReport
 */

/**
 * @param {string} file
 * @returns {Count}
 */
function read(file) {
  const written = JSON.parse(readFileSync(file, "utf8"));
  if (typeof written.passed === "number") return written;
  /** @type {FileReport[]} */
  const files = written.testResults;
  const failures = files.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((one) => one.status === "failed");
    // A file that could not even be loaded has no failed test in it, but its tests did not run.
    if (failed.length === 0) return status === "failed" ? [told(basename(name), message)] : [];
    return failed.map((one) => told(`${basename(name)}: ${one.fullName}`, one.failureMessages?.[0] ?? ""));
  });
  return { passed: written.numPassedTests, failed: failures.length, skipped: written.numPendingTests, failures };
}

/**
 * @param {string} fact
 * @param {string} why
 */
function told(fact, why) {
  return `${fact}: ${why.trim().split("\n", 1).join("")}`;
}
