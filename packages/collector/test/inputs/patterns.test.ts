import { ratingSchema } from "@aftertask/schema";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { afterAll, expect, test } from "vitest";
import { createAdminGuard } from "../../src/guard/admin.js";
import { parseJson } from "../../src/guard/json.js";
import { rating } from "../start.js";
import { count, record } from "./cases.js";

/** Everything that looks at what a stranger sends; what is typed at a terminal or written into a page is not among it. */
const ROOMS = ["collector/src", "schema/src"].map((room) =>
  fileURLToPath(new URL(`../../../${room}`, import.meta.url)),
);
const OWN_WORDS = /(^|\/)(page|commands|demo)\/|\.test(-d)?\.|(settings|config|node-version)\.ts$/;

const LENGTH = 20_000;

/** How much longer twice the text may take: linear is 2, quadratic is 4. */
const TWICE = 2.5;

afterAll(() => record());

/** Texts that make a search try again and again: what nearly fits, over and over, and does not at the end. */
const ATTACKS: readonly ((length: number) => string)[] = [
  (length) => `${"a".repeat(length)}!`,
  (length) => `${"a-".repeat(length / 2)}!`,
  (length) => `${" ".repeat(length)}!`,
  (length) => `bearer ${"x".repeat(length / 2)}${" ".repeat(length / 2)}!`,
  (length) => `${"0".repeat(length)}-W!`,
  (length) => `${"-aaaaaaaa".repeat(length / 9)}!`,
  (length) => `charset=${'"'.repeat(length)}!`,
];

test("B20: every pattern takes twice the time for twice the text, and no more", () => {
  const patterns = ROOMS.flatMap(patternsIn);
  expect(patterns.length).toBeGreaterThan(8);
  const slow = patterns.flatMap(({ file, pattern }) =>
    ATTACKS.flatMap((attack) => {
      const isLinear = growsLinearly((length) =>
        new RegExp(pattern.source, pattern.flags.replace("g", "")).test(attack(length)),
      );
      return isLinear ? [] : [`${file}: ${String(pattern)} on ${attack(20)}`];
    }),
  );
  expect(slow).toEqual([]);
  count("B20", patterns.length * ATTACKS.length);
});

const LOOKS: Readonly<Record<string, (text: string) => unknown>> = {
  "the reading of JSON": (text) => parseJson(JSON.stringify({ text })),
  "the reading of JSON that is none": (text) => parseJson(text),
  "the look for the token": (text) => createAdminGuard([])(text, "report:read"),
  ...Object.fromEntries(
    ["id", "touchpoint", "ratedAt", "comment", "locale", "person"].map((member) => [
      `the look at ${member}`,
      (text: string) => ratingSchema.safeParse({ ...rating(), [member]: text }),
    ]),
  ),
  "the look at a name in the context": (text) => ratingSchema.safeParse({ ...rating(), context: { [text]: "" } }),
};

test.each(Object.keys(LOOKS))("B20: %s takes twice the time for twice the text, and no more", (name) => {
  const slow = ATTACKS.filter((attack) => !growsLinearly((length) => LOOKS[name]?.(attack(length))));
  expect(slow.map((attack) => attack(20))).toEqual([]);
  count("B20", ATTACKS.length);
});

test("the measure sees a pattern that takes four times the time for twice the text", () => {
  expect(growsLinearly((length) => /a+b/.test("a".repeat(length)), 2_000)).toBe(false);
});

/** A busy machine makes some measurements too long, and none too short: one good ratio is enough. */
function growsLinearly(work: (length: number) => unknown, length = LENGTH): boolean {
  for (let attempt = 0; attempt < 8; attempt++) {
    const one = leastTime(() => work(length));
    const two = leastTime(() => work(2 * length));
    // Below what the clock can tell, nothing grows.
    if (two < 0.2 || two / one <= TWICE) return true;
  }
  return false;
}

/** Milliseconds of processor time that the fastest of a few took: waiting for a processor is nobody's work. */
function leastTime(work: () => unknown): number {
  let least = Infinity;
  for (let round = 0; round < 5; round++) {
    const begun = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(begun);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}

/** The regular expressions that stand in the files of a room. */
function patternsIn(room: string): { file: string; pattern: RegExp }[] {
  return readdirSync(room, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !OWN_WORDS.test(file))
    .flatMap((file) => {
      const source = ts.createSourceFile(file, readFileSync(join(room, file), "utf8"), ts.ScriptTarget.Latest);
      return literalsIn(source).map((literal) => ({ file, pattern: patternOf(literal) }));
    });
}

function literalsIn(node: ts.Node): string[] {
  const found: string[] = ts.isRegularExpressionLiteral(node) ? [node.text] : [];
  ts.forEachChild(node, (child) => void found.push(...literalsIn(child)));
  return found;
}

function patternOf(literal: string): RegExp {
  const end = literal.lastIndexOf("/");
  return new RegExp(literal.slice(1, end), literal.slice(end + 1));
}
