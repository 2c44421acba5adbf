// @ts-check
// Vitest's tests as a tally, like that of our checks: `npm test` adds them all up. A test that passed only at its second
// try is told by name, so that nobody takes it for one that always passes.
import { basename } from "node:path";

import { writeTally } from "../tally.mjs";

/**
 * @typedef {import("vitest/node").TestModule} TestModule
 * @typedef {import("vitest/node").TestCase} TestCase
 */

export default class TallyReporter {
  /** @param {readonly TestModule[]} modules */
  onTestRunEnd(modules) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const failures = modules.flatMap(failuresIn);
    writeTally({
      passed: tests.filter((test) => test.result().state === "passed").length,
      failed: failures.length,
      skipped: tests.filter((test) => test.result().state === "skipped").length,
      failures,
      secondTries: tests.filter((test) => test.diagnostic()?.flaky).map(named),
    });
  }
}

/** @param {TestModule} module */
function failuresIn(module) {
  const failed = [...module.children.allTests("failed")];
  // A file that could not be loaded or set up has no failed test in it, but its tests did not run.
  if (failed.length === 0 && module.state() === "failed") {
    const suites = [...module.children.allSuites()].flatMap((suite) => suite.errors());
    return [told(basename(module.moduleId), [...module.errors(), ...suites][0]?.message)];
  }
  return failed.map((test) => told(named(test), test.result().errors?.[0]?.message));
}

/** @param {TestCase} test */
function named(test) {
  return `${basename(test.module.moduleId)}: ${test.fullName}`;
}

/**
 * @param {string} fact
 * @param {string} [why]
 */
function told(fact, why = "") {
  return `${fact}: ${why.trim().split("\n", 1).join("")}`;
}
