// @ts-check
// `npm run test:soak -- mutants`: puts a fault into the client or the collector, and plays the cases that are there to
// notice it. A suite that passes with a broken product proves nothing. Runs alone, too, once everything is built.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { ROOT } from "../repository.mjs";
import { createTally } from "../tally.mjs";

/** What each mutant breaks, which cases may notice, and with which words. */
const MUTANTS = [
  { name: "local-storage", files: ["kills"], cases: ["T3"], notices: "promised, and lost" },
  { name: "delete-before-send", files: ["kills"], cases: ["T2", "T4"], notices: "promised, and lost" },
  { name: "acknowledge-first", files: ["kills"], cases: ["T4"], notices: "promised, and lost" },
  { name: "no-unique-key", files: ["storm"], cases: ["T1"], notices: "counted twice" },
];

const tally = createTally("mutants");
for (const mutant of MUTANTS) {
  const { titles, others } = await play(mutant);
  const caught = `${mutant.name} is noticed by ${mutant.cases.join(" or ")}`;
  if (titles.length > 0) tally.pass(`${caught}: ${titles.join("; ")}`);
  else tally.fail(caught, ...(others.length > 0 ? others : ["every case passed"]));
}
tally.close();

/**
 * @param {typeof MUTANTS[number]} mutant
 * @returns {Promise<{ titles: string[], others: string[] }>} the cases that failed as they should, and other failures
 */
async function play({ name, files, cases, notices }) {
  const folder = mkdtempSync(join(tmpdir(), "aftertask-mutant-"));
  const report = join(folder, "report.json");
  const config = ["--config", "examples/journeys/faults/vitest.config.ts"];
  const which = [...files, "--testNamePattern", `^(${cases.join("|")}):`];
  const args = ["node_modules/vitest/vitest.mjs", "run", ...config, ...which];
  await new Promise((resolve) => {
    execFile(
      process.execPath,
      [...args, "--reporter=json", `--outputFile.json=${report}`],
      { cwd: ROOT, env: { ...process.env, AFTERTASK_MUTANT: name }, maxBuffer: 64 * 1024 * 1024 },
      resolve,
    );
  });
  const failed = failuresIn(report);
  rmSync(folder, { recursive: true });
  const right = failed.filter(({ words }) => words.includes(notices));
  return {
    titles: right.map(({ title }) => title),
    others: failed.map(({ title, words }) => `${title}: ${words.split("\n")[0]}`),
  };
}

/** @param {string} report */
function failuresIn(report) {
  /** @type {{ testResults: { assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }[] }} */
  const { testResults } = JSON.parse(readFileSync(report, "utf8"));
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === "failed")
    .map(({ fullName, failureMessages }) => ({ title: fullName.trim(), words: failureMessages.join("\n") }));
}
