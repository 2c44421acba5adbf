// @ts-check
// Runs the layer rules over a tree: the real one, or one made of wrong imports.
import { cruise as runCruiser } from "dependency-cruiser";

import config from "../../.dependency-cruiser.cjs";

/**
 * @typedef {{ rule: string, from: string, to: string }} Violation
 * @typedef {{ from: string, to: string }} Import
 */

/** The names of all rules. @type {string[]} */
export const RULES = (config.forbidden ?? []).map(({ name }) => name ?? "");

/**
 * @param {string} root
 * @returns {Promise<{ violations: Violation[], imports: Import[], files: string[] }>} paths are relative to the root
 */
export async function cruise(root) {
  const options = { ...config.options, baseDir: root, validate: true, ruleSet: { forbidden: config.forbidden ?? [] } };
  const { output } = await runCruiser(["packages"], options);
  if (typeof output === "string") throw new TypeError("dependency-cruiser answered with text instead of a result.");
  const own = output.modules.filter(({ source }) => source.startsWith("packages/"));
  return {
    violations: output.summary.violations.map(({ rule, from, to, cycle = [], via = [] }) => {
      // A circle or a detour is only understood with its stations.
      const stations = [...cycle, ...via].map(({ name }) => name);
      return { rule: rule.name, from, to: stations.length > 0 ? stations.join(" → ") : to };
    }),
    imports: own.flatMap(({ source, dependencies }) =>
      dependencies.map(({ resolved }) => ({ from: source, to: resolved })),
    ),
    files: own.map(({ source }) => source),
  };
}
