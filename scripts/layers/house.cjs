// @ts-check
// Who may import whom, as data: the rules, their proofs and the comparison with ARCHITECTURE.md are all made from it.
"use strict";

/** The rooms between which arrows are drawn, each with the files that belong to it. @type {Record<string, string>} */
const NODES = {
  "schema/words": "^packages/schema/src/words/",
  schema: "^packages/schema/src/(?!words/)",
  client: "^packages/client/(src|test)/",
  widget: "^packages/widget/(src|test)/",
  react: "^packages/react/(src|test)/",
  insights: "^packages/insights/(src|test)/",
  collector: "^packages/collector/(src|test)/",
};

/** react ──► widget ──► client ──► schema/words ◄── schema ◄── insights ◄── collector @type {[string, string][]} */
const ARROWS = [
  ["react", "widget"],
  ["widget", "client"],
  ["client", "schema/words"],
  ["schema", "schema/words"],
  ["insights", "schema"],
  ["collector", "insights"],
];

/** Pure rooms: a result depends on the arguments alone. Tests beside the files are free. */
const PURE = [
  "packages/schema/src/",
  "packages/insights/src/",
  "packages/client/src/outbox/",
  "packages/client/src/(attempt|http/(answer|envelope|foreign|json|retry-after))\\.ts",
  "packages/widget/src/(ask|flow|rating|words)/",
  "packages/collector/src/receive/(accept|reduce)\\.ts",
  "packages/collector/src/mix/(when|shuffle)\\.ts",
];

/** Rooms that touch the world; no path of imports may lead there from a pure one. */
const EFFECTS = [
  "packages/[^/]+/src/(browser|view|script|testing)/",
  "packages/widget/src/(aftertask|element)\\.tsx?",
  "packages/client/src/(client\\.ts|http/post-ratings\\.ts)",
  "packages/collector/src/(store/(sqlite|postgres)|page|link|commands|demo|guard)/",
  "packages/collector/src/(main|app|config|log|metrics)\\.ts",
];

const TESTS = "\\.(test|test-d|contract)\\.tsx?$|/test/";

/**
 * Everything that can be reached along the arrows, the start not included.
 * @param {string} node
 * @param {[string, string][]} [arrows]
 * @returns {Set<string>}
 */
function reachedFrom(node, arrows = ARROWS) {
  /** @type {Set<string>} */
  const reached = new Set();
  const waiting = [node];
  for (let from = waiting.pop(); from !== undefined; from = waiting.pop()) {
    for (const [source, target] of arrows) {
      if (source !== from || reached.has(target)) continue;
      reached.add(target);
      waiting.push(target);
    }
  }
  return reached;
}

/**
 * @param {string} node
 * @returns {string[]} the rooms that it may not import
 */
function forbiddenFor(node) {
  const allowed = reachedFrom(node);
  return Object.keys(NODES).filter((other) => other !== node && !allowed.has(other));
}

module.exports = { NODES, PURE, EFFECTS, TESTS, reachedFrom, forbiddenFor };
