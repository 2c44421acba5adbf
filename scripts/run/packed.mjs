// @ts-check
/** @typedef {import("./steps.mjs").Step} Step */

/** The collector as it would be published: in an empty folder, and by the page that tells how to run it. @type {Step} */
export const PACKED = {
  name: "packed collector",
  vitest: ["--config", "packages/collector/test/packed/vitest.config.ts"],
};

/** Every line of Node.js that is supported; brought from the package registry. */
export const NODES = "20.20.2,22.23.3,24.21.0";
