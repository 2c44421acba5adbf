// @ts-check
// `npm run speed -- [contestant …] [--rounds N] [--minutes N] [--pictures FOLDER]`: measures how fast our prompt and those
// of other projects come. A whole run renews docs/speed.json, and the tables in docs/speed.md from it. The other projects'
// packages are installed by nothing else.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { ensureBrowser } from "../ensure-browsers.mjs";
import { ROOT } from "../repository.mjs";
import { PAGE, withTables } from "../speed/page.mjs";
import { gapsIn, RESULTS } from "../speed/results.mjs";
import { seeded } from "../speed/statistics.mjs";
import { run as runChild } from "./child.mjs";
import { npmCommand } from "./pnpm.mjs";
import { prepare } from "./prepare.mjs";
import { SetUpError } from "./set-up-error.mjs";

const PEERS = join(ROOT, "examples", "speed", "peers");
const HABITS = ["--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];
/** The last round goes beyond it. */
const MINUTES = 12;
const ROUNDS = 40;

/** @typedef {import("../speed/results.mjs").Results} Results */

/**
 * @param {string[]} words
 * @returns {Promise<number>} the exit code
 */
export async function run(words) {
  try {
    const { names, rounds, minutes, pictures } = wishFrom(words);
    await prepare();
    const { command, args } = npmCommand();
    if ((await runChild(command, [...args, "ci", "--prefix", PEERS, ...HABITS], { output: "stderr" })) !== 0) {
      throw new SetUpError("The packages to measure beside ours could not be installed: see npm's words above.");
    }
    Object.assign(process.env, await ensureBrowser("chromium"));
    // The runner is TypeScript: Vite, which the tests use as well, loads it.
    const { runnerImport } = await import("vite");
    const { module } = await runnerImport(join(ROOT, "examples", "speed", "main.ts"));
    const { measure } = /** @type {{ measure(wish: object): Promise<Results> }} */ (module);
    const random = seeded(Date.now());
    const results = await measure({ names, rounds, minutes, pictures, random, hear: console.log });
    const gaps = names.length > 0 ? ["only some contestants"] : gapsIn(results);
    if (gaps.length > 0) console.log(`\nNot published: ${gaps[0]}.`);
    else await publish(results);
    console.log(`\n${withTables("<!-- speed -->\n<!-- /speed -->", results)}`);
    return 0;
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    console.error(error.message);
    return 1;
  }
}

/** @param {string[]} words */
function wishFrom(words) {
  const { values, positionals } = parse(words);
  return {
    names: positionals,
    rounds: whole(values.rounds, ROUNDS),
    minutes: whole(values.minutes, MINUTES),
    pictures: values.pictures,
  };
}

/** @param {string[]} args */
function parse(args) {
  try {
    const options = /** @type {const} */ ({
      rounds: { type: "string" },
      minutes: { type: "string" },
      pictures: { type: "string" },
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

/** @param {Results} results */
async function publish(results) {
  const { format, resolveConfig } = await import("prettier");
  const habits = { ...(await resolveConfig(RESULTS)), parser: "json" };
  writeFileSync(RESULTS, await format(JSON.stringify(results), habits));
  writeFileSync(PAGE, withTables(readFileSync(PAGE, "utf8"), results));
}
