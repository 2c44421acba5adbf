// @ts-check
// A small tree of the same shape as the real one in which every file breaks one rule, and a few that break none. Rules
// that no longer bite would otherwise stay green for ever.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { workspaces } from "../repository.mjs";
import { cruise, RULES } from "./cruise.mjs";
import { forbiddenFor, NODES } from "./house.cjs";

/** @typedef {{ rule: string, file: string, text: string }} WrongImport */

/** @type {WrongImport[]} */
const WRONG = [
  ...Object.keys(NODES).flatMap((node) => forbiddenFor(node).map((other) => against(node, other, ""))),
  ...Object.keys(NODES).flatMap((node) => {
    const others = forbiddenFor(node).filter((other) => other !== "schema");
    return others.map((other) => against(node, other, ".test"));
  }),
  wrong("no-insides", "react/src/inside.ts", `import "../../client/src/browser/storage.js";`),
  wrong("no-insides", "widget/src/back-door.ts", `import "../../client/src/index.js";`),
  wrong("no-zod-in-browsers", "widget/src/zod.ts", `import "zod";`),
  wrong("no-zod-in-browsers", "client/src/zod.ts", `import type { ZodType } from "zod/mini"; export type X = ZodType;`),
  wrong("words-stand-alone", "schema/src/words/leans.ts", `import "../rating.js";`),
  wrong("floating-ui-in-one-file", "widget/src/view/panel.tsx", `import "@floating-ui/dom";`),
  wrong("pure-without-packages", "widget/src/flow/library.ts", `import "preact";`),
  wrong("pure-without-packages", "insights/src/file.ts", `import "node:fs";`),
  wrong("pure-without-packages", "collector/src/mix/shuffle.ts", `import { randomInt } from "crypto"; randomInt(2);`),
  wrong("pure-reaches-no-effects", "client/src/outbox/direct.ts", `import "../browser/storage.js";`),
  wrong("pure-reaches-no-effects", "client/src/outbox/detour.ts", `import "../detour.js";`),
  wrong("pure-reaches-no-effects", "client/src/http/answer.ts", `import "./post-ratings.js";`),
  wrong(
    "pure-reaches-no-effects",
    "widget/src/ask/decide.ts",
    `import type { Page } from "../browser/page.js"; export type X = Page;`,
  ),
  wrong("pure-reaches-no-effects", "collector/src/receive/accept.ts", `import "../store/sqlite/intake.js";`),
  wrong(
    "pure-reaches-no-effects",
    "collector/src/receive/reduce.ts",
    `export const late = () => import("../reads.js");`,
  ),
  wrong("no-circles", "collector/src/egg.ts", `import "./hen.js";`),
  wrong("no-tests-in-products", "insights/src/leans.ts", `import "./share.test.js";`),
  wrong("nothing-unresolved", "react/src/lost.ts", `import "@aftertask/widget/src/view/prompt.js";`),
];

/** Imported by the wrong files, or right themselves: from these no rule may fire. @type {Record<string, string>} */
const RIGHT = {
  "packages/react/src/right.ts": `import "@aftertask/widget"; import type { FC } from "react"; export type X = FC;`,
  "packages/widget/src/right.ts": `import "@aftertask/client"; import "@aftertask/schema/words"; import "./ask/sample.js";`,
  "packages/widget/src/right.test.ts": `import "@aftertask/schema"; import "./right.js";`,
  "packages/widget/src/browser/position.ts": `import "@floating-ui/dom";`,
  "packages/widget/src/browser/page.ts": `export interface Page { title: string }`,
  "packages/widget/src/ask/sample.ts": `import "@aftertask/schema/words";`,
  "packages/client/src/browser/storage.ts": `import "@aftertask/schema/words";`,
  "packages/client/src/http/post-ratings.ts": `import "./envelope.js";`,
  "packages/client/src/http/envelope.ts": `import "@aftertask/schema/words";`,
  "packages/client/src/detour.ts": `import "./browser/storage.js";`,
  "packages/schema/src/rating.ts": `import "zod"; import "./words/index.js";`,
  "packages/insights/src/share.test.ts": `import "node:fs"; import "@aftertask/schema";`,
  "packages/collector/src/store/sqlite/intake.ts": `import "node:fs"; import "@aftertask/insights";`,
  "packages/collector/src/reads.ts": `import "node:fs"; import "@aftertask/schema";`,
};
const OTHER_HALVES = { "packages/collector/src/hen.ts": `import "./egg.js";` };
const LIBRARIES = ["zod", "zod/mini", "preact", "react", "@floating-ui/dom"];

/**
 * An import against the arrows.
 * @param {string} node
 * @param {string} other
 * @param {"" | ".test"} kind
 * @returns {WrongImport}
 */
function against(node, other, kind) {
  const [room = "", inner = ""] = node.split("/");
  return {
    rule: `arrows-from-${kind === "" ? "" : "tests-of-"}${node.replace("/", "-")}`,
    file: ["packages", room, "src", inner, `to-${other.replace("/", "-")}${kind}.ts`].filter(Boolean).join("/"),
    text: `import "@aftertask/${other}";`,
  };
}

/**
 * @param {string} rule
 * @param {string} file
 * @param {string} text
 * @returns {WrongImport}
 */
function wrong(rule, file, text) {
  return { rule, file: `packages/${file}`, text };
}

/**
 * Writes the tree, runs the rules over it and takes it away again.
 * @returns {Promise<{ rule: string, missed: string[] }[]>} per rule the wrong imports that it let pass; the entry
 *   "right-imports" holds the alarms that were false
 */
export async function proveRules() {
  const root = mkdtempSync(join(tmpdir(), "aftertask-wrong-imports-"));
  try {
    writeTree(root);
    const { violations } = await cruise(root);
    const proofs = RULES.map((rule) => {
      const tries = WRONG.filter((one) => one.rule === rule);
      const passed = tries.filter(
        ({ file }) => !violations.some((found) => found.rule === rule && found.from === file),
      );
      const missed =
        tries.length === 0 ? ["no wrong import tries this rule"] : passed.map(({ file, text }) => `${file}: ${text}`);
      return { rule, missed };
    });
    const alarms = violations
      .filter(({ from }) => from in RIGHT)
      .map(({ rule, from, to }) => `${rule}: ${from} → ${to}`);
    return [...proofs, { rule: "right-imports", missed: alarms }];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** @param {string} root */
function writeTree(root) {
  /** @param {string} file @param {string} text */
  const write = (file, text) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  const packages = workspaces("packages");
  write("package.json", `{ "private": true, "type": "module" }`);
  for (const library of LIBRARIES) {
    write(`node_modules/${library}/package.json`, `{ "name": "${library}", "main": "index.js" }`);
    write(`node_modules/${library}/index.js`, "");
  }
  mkdirSync(join(root, "node_modules", "@aftertask"), { recursive: true });
  for (const { room, manifest } of packages) {
    const { name, exports = {} } = manifest;
    const dependencies = Object.fromEntries(
      [...LIBRARIES, ...packages.map((one) => one.manifest.name)].map((one) => [one, "*"]),
    );
    write(`packages/${room}/package.json`, JSON.stringify({ name, type: "module", exports, dependencies }));
    symlinkSync(join("..", "..", "packages", room), join(root, "node_modules", "@aftertask", room), "dir");
    for (const door of Object.values(exports)) {
      const source =
        typeof door === "object" && door !== null && "aftertask-source" in door ? door["aftertask-source"] : undefined;
      if (typeof source === "string") write(join("packages", room, source), "export {};");
    }
  }
  for (const [file, text] of Object.entries({ ...RIGHT, ...OTHER_HALVES })) write(file, text);
  for (const { file, text } of WRONG) write(file, text);
}
