// @ts-check
// `npm run test:soak`: the suites whose worth grows with their size, at sizes too large for every day.
// `npm run test:soak -- models` takes only those named.
import { FAULTS, faultsIn } from "./faults.mjs";
import { inSteps } from "./steps.mjs";

/** @type {Record<string, import("./steps.mjs").Step[]>} */
const SUITES = {
  faults: [{ ...FAULTS, env: { AFTERTASK_FAULT_SCALE: "10" } }],
  // At the size of every day, in those that not every day sees.
  browsers: [faultsIn("firefox"), faultsIn("webkit")],
  // Tests that play random histories against a model stand in files named `*.model.test.ts`.
  models: [{ name: "models", vitest: ["--testTimeout=900000", ".model."], env: { AFTERTASK_MODEL_RUNS: "20000" } }],
};

/**
 * @param {string[]} words  Names of suites; none means all.
 * @returns {Promise<number>} the exit code
 */
export async function run(words) {
  const unknown = words.filter((word) => !Object.hasOwn(SUITES, word));
  if (unknown.length > 0) {
    const known = Object.keys(SUITES).join(", ");
    console.error(`There is no soak suite "${unknown.join('", "')}": use one of ${known}.`);
    return 1;
  }
  return inSteps(
    Object.entries(SUITES).flatMap(([name, steps]) => (words.length === 0 || words.includes(name) ? steps : [])),
  );
}
