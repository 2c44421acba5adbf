// @ts-check
// What reads a stranger's text must not take longer than that text is long.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkSync } from "recheck";
import { expect, test } from "vitest";

import { ROOT, trackedFiles } from "../repository.mjs";
import { regularExpressionsIn } from "./regular-expressions.mjs";

process.env["RECHECK_SYNC_BACKEND"] = "pure";

const files = trackedFiles().filter(
  (file) => /^packages\/(schema|insights|collector)\/src\/.*\.tsx?$/.test(file) && !/\.test(-d)?\./.test(file),
);
const found = files.map((file) => ({ file, ...regularExpressionsIn(readFileSync(join(ROOT, file), "utf8")) }));

/** @param {string} literal */
function verdictOf(literal) {
  const [, source = "", flags = ""] = /^\/(.*)\/(\w*)$/s.exec(literal) ?? [];
  return checkSync(source, flags).status;
}

test("T13: no regular expression is made of what a user wrote", () => {
  expect(found.flatMap(({ file, made }) => made.map((text) => `${file} ${text}`))).toEqual([]);
});

test("T13: every regular expression of the collector takes time in proportion to its text", { timeout: 60_000 }, () => {
  const literals = new Set(found.flatMap((one) => one.literals));
  expect(literals.size).toBeGreaterThan(15);
  expect([...literals].filter((literal) => verdictOf(literal) !== "safe")).toEqual([]);
});

test("T13: one that does not would be noticed", () => {
  expect(regularExpressionsIn("const a = /^(a+)+$/; const b = new RegExp(word);")).toEqual({
    literals: ["/^(a+)+$/"],
    made: ["new RegExp(word)"],
  });
  expect(verdictOf("/^(a+)+$/")).toBe("vulnerable");
  expect(verdictOf("/a+b/")).toBe("vulnerable");
});
