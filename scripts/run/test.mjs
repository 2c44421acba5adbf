// @ts-check
// `npm test`: everything that must hold.
import { ACCESSIBILITY } from "./accessibility.mjs";
import { COLLECTOR_FAULTS, FAULTS, FAULTS_ON_POSTGRES } from "./faults.mjs";
import { INPUTS } from "./inputs.mjs";
import { PACKED } from "./packed.mjs";
import { inSteps } from "./steps.mjs";

/** @type {import("./steps.mjs").Step[]} */
const STEPS = [
  { name: "types", script: "scripts/check-types.mjs" },
  { name: "lint", program: "node_modules/oxlint/bin/oxlint", args: ["--deny-warnings"] },
  { name: "format", program: "node_modules/prettier/bin/prettier.cjs", args: ["--check", "--log-level", "warn", "."] },
  { name: "layers", script: "scripts/check-layers.mjs" },
  { name: "units and components", vitest: [] },
  { name: "size", script: "scripts/check-size.mjs" },
  { name: "api", script: "scripts/check-api.mjs" },
  { name: "packages", script: "scripts/check-packages.mjs" },
  { name: "links", script: "scripts/check-links.mjs" },
  { name: "threats", script: "scripts/check-threats.mjs" },
  { name: "comparison", script: "scripts/check-comparison.mjs" },
  { name: "delivery figures", script: "scripts/check-delivery.mjs" },
  { name: "collector figures", script: "scripts/check-collector.mjs" },
  { name: "host pages", script: "scripts/check-hosts.mjs" },
  { name: "input figures", script: "scripts/check-inputs.mjs" },
  { name: "speed", script: "scripts/check-speed.mjs" },
  { name: "ingest figures", script: "scripts/check-ingest.mjs" },
  { name: "repository", script: "scripts/check-repository.mjs" },
  INPUTS,
  PACKED,
  { name: "journeys", vitest: ["--config", "examples/journeys/vitest.config.ts"] },
  { name: "looks", vitest: ["--config", "examples/looks/vitest.config.ts"] },
  ACCESSIBILITY,
  { name: "foreign endpoints", vitest: ["--config", "examples/foreign-endpoints/vitest.config.ts"] },
  { name: "hostile hosts", vitest: ["--config", "examples/hostile-hosts/vitest.config.ts"] },
  COLLECTOR_FAULTS,
  { name: "loading", vitest: ["--config", "examples/speed/vitest.config.ts"] },
  FAULTS,
  FAULTS_ON_POSTGRES,
];

/**
 * @param {string[]} words
 * @returns {Promise<number>} the exit code
 */
export async function run(words) {
  if (words.length > 0) {
    console.error(`npm test takes no words but got "${words.join(" ")}": run a part with npx vitest run instead.`);
    return 1;
  }
  return inSteps(STEPS);
}
