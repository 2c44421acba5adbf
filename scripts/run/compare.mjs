// @ts-check
// `npm run compare -- [client …] [--cases T1,T3] [--events N] [--seed N]`: drives our client and others through the same
// faults. With all events it renews the rows of docs/comparison.json, and the tables in docs/comparison.md from them; with
// fewer it only shows what it found. The other clients are installed by nothing else.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { CASES, EVENTS, PAGE, readResults, RESULTS, withTables } from "../comparison/page.mjs";
import { ensureBrowser } from "../ensure-browsers.mjs";
import { ROOT } from "../repository.mjs";
import { run as runChild } from "./child.mjs";
import { npmCommand } from "./pnpm.mjs";
import { prepare } from "./prepare.mjs";
import { SetUpError } from "./set-up-error.mjs";

const SDKS = join(ROOT, "examples", "peers", "sdks");
const SEED = 4600;
const AT_ONCE = 4;

/** @typedef {import("../comparison/page.mjs").Row} Row */

/**
 * @param {string[]} words
 * @returns {Promise<number>} the exit code
 */
export async function run(words) {
  try {
    const wish = wishFrom(words);
    const published = wish.events === EVENTS;
    await prepare();
    await installSdks();
    Object.assign(process.env, await ensureBrowser("chromium"));
    // The runner is TypeScript: Vite, which the tests use as well, loads it.
    const { runnerImport } = await import("vite");
    const { module } = await runnerImport(join(ROOT, "examples", "peers", "main.ts"));
    const { compare } = /** @type {{ compare(wish: object): Promise<string[]> }} */ (module);
    const failures = await compare({
      ...wish,
      atOnce: AT_ONCE,
      hear: console.log,
      done: published ? publish : () => {},
    });
    if (!published) console.log(`\nNot published: that takes ${EVENTS} events.`);
    for (const failure of failures) console.error(failure);
    return failures.length === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    console.error(error.message);
    return 1;
  }
}

/** @param {string[]} words */
function wishFrom(words) {
  const { values, positionals } = parse(words);
  const cases = (values.cases ?? "").split(",").filter((name) => name !== "");
  const unknown = cases.filter((name) => !CASES.some((one) => one.name === name));
  if (unknown.length > 0) throw new SetUpError(`There is no case "${unknown[0]}".`);
  return { names: positionals, cases, events: whole(values.events, EVENTS), seed: whole(values.seed, SEED) };
}

/** @param {string[]} args */
function parse(args) {
  try {
    const options = /** @type {const} */ ({
      cases: { type: "string" },
      events: { type: "string" },
      seed: { type: "string" },
    });
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new SetUpError(error instanceof Error ? error.message : String(error));
  }
}

/**
 * @param {string | undefined} word
 * @param {number} otherwise
 */
function whole(word, otherwise) {
  if (word === undefined) return otherwise;
  if (!/^[1-9]\d*$/.test(word)) throw new SetUpError(`"${word}" is no whole number.`);
  return Number(word);
}

async function installSdks() {
  const { command, args } = npmCommand();
  const habits = [
    "--prefix",
    SDKS,
    "--ignore-scripts",
    "--prefer-offline",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ];
  if ((await runChild(command, [...args, "ci", ...habits], { output: "stderr" })) !== 0) {
    throw new SetUpError("The clients to compare with could not be installed: see npm's words above.");
  }
}

/**
 * Rows and cases that were not played again stay as they are.
 * @param {Row[]} played
 */
function publish(played) {
  const known = readResults();
  const merged = new Map(known.map((row) => [row.name, row]));
  for (const row of played) {
    const before = merged.get(row.name)?.cases;
    merged.set(row.name, { ...row, cases: { ...before, ...row.cases } });
  }
  const rows = [...merged.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1));
  writeFileSync(RESULTS, `${JSON.stringify(rows, null, 2)}\n`);
  writeFileSync(PAGE, withTables(readFileSync(PAGE, "utf8"), rows));
}
