// @ts-check
// SECURITY.md lists threats with their tests. Every threat is there, every file exists, and has a test whose title begins
// with the threat's number: the list cannot say what nobody checks.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT, trackedFiles } from "./repository.mjs";
import { createTally } from "./tally.mjs";
import { rowsOf, titled } from "./threats/table.mjs";

const REQUIRED = [6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 21, 22, 23, 24, 25, 26].map((number) => `T${number}`);
const TESTS = /\.(test|contract)\.(ts|tsx|mjs)$/;

const tally = createTally("threats");
const page = readFileSync(join(ROOT, "SECURITY.md"), "utf8");
const rows = rowsOf(page);
/** @param {string} file */
const read = (file) => readFileSync(join(ROOT, file), "utf8");

tally.expectNone(
  "SECURITY.md has a row for each threat",
  REQUIRED.filter((threat) => !rows.some((row) => row.threat === threat)),
);
for (const { threat, files } of rows) {
  const faults = files.flatMap((file) => {
    if (!TESTS.test(file) || !existsSync(join(ROOT, file))) return [`${file} is no test that exists`];
    return titled(threat, read(file)) ? [] : [`${file} has no test whose title begins with "${threat}:"`];
  });
  tally.expectNone(`${threat} has its tests`, files.length === 0 ? ["no file is named"] : faults);
}

const unlisted = trackedFiles()
  // The journeys under faults have plans of their own, numbered likewise.
  .filter((file) => TESTS.test(file) && !file.startsWith("examples/journeys/"))
  .flatMap((file) => {
    const listed = rows.filter((row) => row.files.includes(file)).map((row) => row.threat);
    const named = [...new Set([...read(file).matchAll(/["'`](T\d+): /g)].map(([, threat = ""]) => threat))];
    return named.filter((threat) => !listed.includes(threat)).map((threat) => `${file}: ${threat}`);
  });
tally.expectNone("every test of a threat is listed", unlisted);

const wrong = rowsOf("| T6 | a | b | `scripts/check-threats.mjs` |\n");
tally.expectNone(
  "a wrong row would be noticed",
  wrong.length === 1 && !titled("T6", 'test("T66: x")') && titled("T6", "test(`T6: x`)") ? [] : ["it was not"],
);
tally.close();
