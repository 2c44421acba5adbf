// @ts-check
/** @typedef {import("./steps.mjs").Step} Step */

/** Bad input, asked of a collector on each database. @type {Step} */
export const INPUTS = { name: "inputs", vitest: ["--config", "packages/collector/test/inputs/vitest.config.ts"] };
