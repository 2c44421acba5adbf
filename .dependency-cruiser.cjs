// @ts-check
// The layers as rules. What the rooms are is said in scripts/layers/house.cjs; `npm run check:layers` runs the rules and
// proves each of them on a wrong import. Types count as imports: an arrow is an arrow.
"use strict";

const { builtinModules } = require("node:module");
const { EFFECTS, forbiddenFor, NODES, PURE, TESTS } = require("./scripts/layers/house.cjs");

const PURE_FILES = `^(${PURE.join("|")})`;
const NODE_MODULES = `^(node:.*|${builtinModules.filter((name) => !name.startsWith("_")).join("|")})$`;

/** @param {string[]} nodes */
function roomsOf(nodes) {
  return nodes.map((node) => NODES[node] ?? "");
}

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const forbidden = [
  ...Object.entries(NODES).map(([node, path]) => ({
    name: `arrows-from-${node.replace("/", "-")}`,
    severity: /** @type {const} */ ("error"),
    comment: `${node} may import only along the arrows`,
    from: { path, pathNot: TESTS },
    to: { path: roomsOf(forbiddenFor(node)) },
  })),
  ...Object.entries(NODES).map(([node, path]) => ({
    name: `arrows-from-tests-of-${node.replace("/", "-")}`,
    severity: /** @type {const} */ ("error"),
    comment: `tests of ${node} may use the schemas besides, to hold their results against them`,
    from: { path: `${path}.*(${TESTS})` },
    to: { path: roomsOf(forbiddenFor(node).filter((other) => other !== "schema")) },
  })),
  {
    name: "no-insides",
    severity: "error",
    comment: "another package is entered through its door, by its name",
    from: { path: "^packages/([^/]+)/" },
    to: { path: "^packages/[^/]+/", pathNot: "^packages/$1/", dependencyTypes: ["local", "localmodule"] },
  },
  {
    name: "no-zod-in-browsers",
    severity: "error",
    comment: "the validators weigh more than the whole prompt",
    from: { path: "^packages/(client|widget|react|schema/src/words)/" },
    to: { path: "(^|/)zod(/|$)" },
  },
  {
    name: "words-stand-alone",
    severity: "error",
    comment: "schema/words has no dependency",
    from: { path: NODES["schema/words"], pathNot: TESTS },
    to: { pathNot: NODES["schema/words"] },
  },
  {
    name: "floating-ui-in-one-file",
    severity: "error",
    comment: "only browser/position.ts knows who computes positions",
    from: { path: "^packages/", pathNot: "^packages/widget/src/browser/position\\.ts$" },
    to: { path: "(^|/)@floating-ui/" },
  },
  {
    name: "pure-without-packages",
    severity: "error",
    comment: "a pure room needs neither Node nor a library, except for the schemas themselves",
    from: { path: PURE_FILES, pathNot: TESTS },
    to: { path: [NODE_MODULES, "(^|/)node_modules/"], pathNot: "(^|/)node_modules/zod/" },
  },
  {
    name: "pure-reaches-no-effects",
    severity: "error",
    comment: "no path of imports leads from a pure room to one that touches the world",
    from: { path: PURE_FILES, pathNot: TESTS },
    to: { path: [NODE_MODULES, `^(${EFFECTS.join("|")})`], reachable: true },
  },
  {
    name: "no-circles",
    severity: "error",
    comment: "what imports each other is one file in two pieces",
    from: {},
    to: { circular: true },
  },
  {
    name: "no-tests-in-products",
    severity: "error",
    comment: "what is shipped does not import what proves it",
    from: { path: "^packages/[^/]+/src/", pathNot: TESTS },
    to: { path: TESTS },
  },
  {
    name: "nothing-unresolved",
    severity: "error",
    comment: "an import that leads nowhere escapes every other rule",
    from: {},
    to: { couldNotResolve: true },
  },
];

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden,
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: "(^|/)(node_modules|dist)/" },
    exclude: { path: "^packages/[^/]+/(dist|node_modules)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["aftertask-source", "types", "import", "default"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".d.ts"],
    },
  },
};
