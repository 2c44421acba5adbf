// @ts-check
// `npm run test:soak`: the suites whose worth grows with their size, at sizes too large for every day.
// `npm run test:soak -- models` takes only those named.
import { ACCESSIBILITY, accessibilityIn } from "./accessibility.mjs";
import { COLLECTOR_FAULTS, FAULTS, faultsIn, MODELS, WHOLE_ON_POSTGRES } from "./faults.mjs";
import { INPUTS } from "./inputs.mjs";
import { NODES, PACKED } from "./packed.mjs";
import { inSteps } from "./steps.mjs";

/** The share of the nightly sizes: less than the whole tries things out. */
const SHARE = process.env["AFTERTASK_FAULTS_NIGHTLY"] ?? "1";
/** `ci`: what a release must pass. `nightly`: as much as a night has room for. */
const COLLECTOR_SIZE = process.env["AFTERTASK_COLLECTOR_FAULTS"] ?? "ci";
const SEEDS = Array.from({ length: 5 }, () => Math.floor(Math.random() * 2 ** 31));

/** Whatever takes other sizes than those of every day. */
const COLLECTOR = [
  "crash",
  "process",
  "postgres-many",
  "backup-load",
  "migration-kill",
  "move-kill",
  "damage",
  "second-collector",
];

/** @type {Record<string, import("./steps.mjs").Step[]>} */
const SUITES = {
  faults: [{ ...FAULTS, env: { AFTERTASK_FAULTS_NIGHTLY: SHARE } }],
  // The collector with PostgreSQL behind the client, at the size of every day unless AFTERTASK_FAULTS_NIGHTLY says more.
  "faults-postgres": [WHOLE_ON_POSTGRES],
  // At the size of every day, five times over.
  seeds: SEEDS.map((seed) => ({ ...FAULTS, name: `faults, seed ${seed}`, env: { AFTERTASK_SEED: String(seed) } })),
  mutants: [{ name: "mutants", script: "scripts/run/mutants.mjs" }],
  // Every case in Chromium, the core of it in those that not every day sees.
  accessibility: [
    { ...ACCESSIBILITY, env: { AFTERTASK_ACCESSIBILITY: "whole" } },
    accessibilityIn("firefox"),
    accessibilityIn("webkit"),
  ],
  // Every look of the prompt on every page.
  hosts: [
    {
      name: "hostile hosts",
      vitest: ["--config", "examples/hostile-hosts/vitest.config.ts"],
      env: { AFTERTASK_HOSTS_WHOLE: "1" },
    },
  ],
  // At the size of every day, in those that not every day sees.
  browsers: [faultsIn("firefox"), faultsIn("webkit")],
  // Both databases under every fault and every crash, over and over, two collectors with 25 times the ratings of every day,
  // and what is kept under the faults of its plan. Vitest takes each word for a part of a file's name.
  collector: [
    { ...COLLECTOR_FAULTS, env: { AFTERTASK_COLLECTOR_FAULTS: COLLECTOR_SIZE } },
    {
      name: "collector crashes",
      vitest: ["--project", "collector", "--project", "collector on postgresql", ...COLLECTOR],
      env: { AFTERTASK_COLLECTOR_SOAK: "25" },
    },
  ],
  // Ten thousand made-up inputs for each property.
  inputs: [{ ...INPUTS, env: { AFTERTASK_INPUTS_RUNS: "10000" } }],
  // On every supported line of Node.js.
  packed: [{ ...PACKED, env: { AFTERTASK_PACKED_NODES: NODES } }],
  models: [{ ...MODELS, env: { AFTERTASK_MODEL_RUNS: "20000" } }],
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
