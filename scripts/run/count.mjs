// @ts-check
// How many facts a finished step proved, read from the tally it wrote. The exit code has the last word: a step that
// ended badly without a failed fact, or well without any fact, counts as one failure.
import { existsSync, readFileSync } from "node:fs";

/** @typedef {import("../tally.mjs").Count} Count */

/**
 * @param {string} file  What the step may have written.
 * @param {number} code  The step's exit code.
 * @returns {Count}
 */
export function countFrom(file, code) {
  /** @type {Count} */
  const count = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { passed: 0, failed: 0 };
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
