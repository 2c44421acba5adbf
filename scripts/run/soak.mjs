// @ts-check
// `npm run test:soak`: the suites whose worth grows with their size, at sizes too large for every day.
// `npm run test:soak -- models` takes only those named.
import { FAULTS } from "./faults.mjs";
import { inSteps } from "./steps.mjs";

/** @type {import("./steps.mjs").Step[]} */
const STEPS = [
  // Tests that play random histories against a model stand in files named `*.model.test.ts`.
  { ...FAULTS, env: { AFTERTASK_FAULT_SCALE: "10" } },
  { name: "models", vitest: ["--testTimeout=900000", ".model."], env: { AFTERTASK_MODEL_RUNS: "20000" } },
];

/**
 * @param {string[]} words  Names of suites; none means all.
 * @returns {Promise<number>} the exit code
 */
export async function run(words) {
  const unknown = words.filter((word) => !STEPS.some(({ name }) => name === word));
  if (unknown.length > 0) {
    const known = STEPS.map(({ name }) => name).join(", ");
    console.error(`There is no soak suite "${unknown.join('", "')}": use one of ${known}.`);
    return 1;
  }
  return inSteps(words.length === 0 ? STEPS : STEPS.filter(({ name }) => words.includes(name)));
}
