// @ts-check
// `npm run test:faults -- --seed N`: the client under faults alone, with the choices of an earlier run.
import { inSteps } from "./steps.mjs";

/** @type {import("./steps.mjs").Step} */
export const FAULTS = { name: "faults", vitest: ["--config", "examples/journeys/faults/vitest.config.ts"] };

/**
 * @param {string[]} words  `--seed N`, or none for a seed of its own.
 * @returns {Promise<number>} the exit code
 */
export async function run(words) {
  const [option, seed, ...rest] = words;
  if (option === undefined) return inSteps([FAULTS]);
  if (option !== "--seed" || !/^\d+$/.test(seed ?? "") || rest.length > 0) {
    console.error(`test:faults takes --seed and a whole number but got "${words.join(" ")}".`);
    return 1;
  }
  return inSteps([{ ...FAULTS, env: { AFTERTASK_SEED: String(seed) } }]);
}
