// @ts-check
// Every check counts facts: what held and what did not. `npm test` adds them all up.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * @typedef {{ passed: number, failed: number, skipped?: number, failures?: string[], secondTries?: string[] }} Count
 *   `failures` says in a line each what failed, `secondTries` what passed only when it was tried again.
 * @typedef {object} Tally
 * @property {(fact: string) => void} pass
 * @property {(fact: string, ...why: string[]) => void} fail
 * @property {(fact: string, faults: string[]) => void} expectNone  Passes when the list of faults is empty.
 * @property {() => void} close  Prints the sum, hands it on and sets the exit code.
 */

/**
 * @param {string} name  What is checked, as it stands in the sum.
 * @returns {Tally}
 */
export function createTally(name) {
  let passed = 0;
  /** @type {string[]} */
  const failures = [];

  /** @type {Tally} */
  const tally = {
    pass(fact) {
      passed += 1;
      console.log(`  ✓ ${fact}`);
    },
    fail(fact, ...why) {
      failures.push(fact);
      console.log(`  ✗ ${fact}`);
      for (const line of why.flatMap((text) => text.trimEnd().split("\n"))) console.log(`      ${line}`);
    },
    expectNone(fact, faults) {
      if (faults.length === 0) tally.pass(fact);
      else tally.fail(fact, ...faults);
    },
    close() {
      // A check that looked at nothing has proven nothing.
      if (passed + failures.length === 0) tally.fail(`${name}: something to check`);
      const failed = failures.length;
      console.log(`${name}: ${passed} passed, ${failed} failed`);
      writeTally({ passed, failed, failures });
      process.exitCode = failed === 0 ? 0 : 1;
    },
  };
  return tally;
}

/**
 * Hands a count on to `npm test`, if that is who runs us.
 * @param {Count} count
 */
export function writeTally(count) {
  const file = process.env["AFTERTASK_TALLY"];
  if (file === undefined) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(count));
}
