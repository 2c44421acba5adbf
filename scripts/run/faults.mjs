// @ts-check
// `npm run test:faults -- --browser firefox --seed N`: the client under faults alone, in another browser than Chromium,
// with the choices of an earlier run.
import { parseArgs } from "node:util";

import { BROWSERS, isBrowserName } from "../ensure-browsers.mjs";
import { inSteps } from "./steps.mjs";

/** @typedef {import("./steps.mjs").Step} Step */

const FAULTS_WORDS = ["--config", "examples/journeys/faults/vitest.config.ts"];

/** @type {Step} */
export const FAULTS = { name: "faults", vitest: FAULTS_WORDS };

/** Those of the client's cases that a collector with PostgreSQL could fail otherwise. */
const ON_POSTGRES = {
  name: "faults on postgresql",
  vitest: [...FAULTS_WORDS, "storm", "kills"],
  env: { AFTERTASK_FAULTS_DATABASE: "postgres" },
};

/** T4, every day. @type {Step} */
export const FAULTS_ON_POSTGRES = { ...ON_POSTGRES, vitest: [...FAULTS_WORDS, "kills", "--testNamePattern", "T4:"] };

/** T1 to T4. @type {Step} */
export const WHOLE_ON_POSTGRES = { ...ON_POSTGRES, vitest: [...ON_POSTGRES.vitest, "--testNamePattern", "T[1-4]:"] };

/** The collector under faults, on both databases. @type {Step} */
export const COLLECTOR_FAULTS = {
  name: "collector faults",
  vitest: ["--config", "packages/collector/test/faults/vitest.config.ts"],
};

/** Random histories of the outbox against a model, in files named `*.model.test.ts`. @type {Step} */
export const MODELS = { name: "models", vitest: [".model."] };

/**
 * The same in another browser, as far as that can be driven: what needs Chromium is counted as skipped.
 * @param {import("./steps.mjs").BrowserName} browser
 * @returns {Step}
 */
export function faultsIn(browser) {
  return { ...FAULTS, name: `faults in ${browser}`, browser, env: { AFTERTASK_BROWSER: browser } };
}

/**
 * @param {string[]} words  `--browser` and a name, `--seed` and a number; none for Chromium and a seed of its own.
 * @returns {Promise<number>} the exit code
 */
export async function run(words) {
  const given = read(words);
  if (!given) {
    const names = Object.keys(BROWSERS).join(", ");
    console.error(`test:faults takes --browser (${names}) and --seed (a whole number) but got "${words.join(" ")}".`);
    return 1;
  }
  const { browser, seed } = given;
  const step = browser ? faultsIn(browser) : FAULTS;
  return inSteps([{ ...step, env: { ...step.env, ...(seed && { AFTERTASK_SEED: seed }) } }, MODELS]);
}

/** @param {string[]} words */
function read(words) {
  try {
    const options = /** @type {const} */ ({ browser: { type: "string" }, seed: { type: "string" } });
    const { browser, seed } = parseArgs({ args: words, options }).values;
    if (browser !== undefined && !isBrowserName(browser)) return undefined;
    if (seed !== undefined && !/^\d+$/.test(seed)) return undefined;
    return { browser, seed };
  } catch {
    return undefined;
  }
}
