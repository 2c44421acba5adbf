// @ts-check
// `npm run ingest -- [--rounds N] [--filled FOLDER] [--memory MINUTES]`: measures how many ratings a collector takes in,
// beside floors. A whole run renews docs/ingest-figures.json, and the tables in docs/ingest-figures.md from it; so does
// watching the memory, which is measured alone. The program that sends the ratings is installed by nothing else.
import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { LEAST_MINUTES, LEAST_ROUNDS, PAGE, readFigures, RESULTS, withTables } from "../ingest/page.mjs";
import { ROOT } from "../repository.mjs";
import { seeded } from "../speed/statistics.mjs";
import { run as runChild } from "./child.mjs";
import { npmCommand } from "./pnpm.mjs";
import { prepare } from "./prepare.mjs";
import { SetUpError } from "./set-up-error.mjs";

const ROOM = join(ROOT, "examples", "ingest");
const HABITS = ["--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];

/**
 * @param {string[]} words
 * @returns {Promise<number>} the exit code
 */
export async function run(words) {
  try {
    const { rounds, filled, minutes } = wishFrom(words);
    await prepare();
    const { command, args } = npmCommand();
    if (
      (await runChild(command, [...args, "ci", "--prefix", join(ROOM, "load"), ...HABITS], { output: "stderr" })) !== 0
    ) {
      throw new SetUpError("The program that sends the ratings could not be installed: see npm's words above.");
    }
    const { measureIngest, watchMemory } = await import("../../examples/ingest/main.mjs");
    const before = readFigures();
    if (minutes > 0) {
      const memory = await watchMemory(minutes, console.log);
      if (minutes < LEAST_MINUTES || !before) console.log(`\nNot published: ${JSON.stringify(memory)}`);
      else await publish({ ...before, memory });
      return 0;
    }
    const measured = await measureIngest({
      rounds,
      filled,
      startPostgres,
      random: seeded(Date.now()),
      hear: console.log,
    });
    const figures = { ...measured, memory: before?.memory };
    console.log(`\n${withTables("<!-- ingest -->\n<!-- /ingest -->", figures)}`);
    if (rounds < LEAST_ROUNDS) console.log(`\nNot published: that takes ${LEAST_ROUNDS} rounds.`);
    else await publish(figures);
    return 0;
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    console.error(error.message);
    return 1;
  }
}

/** A server of its own, which the tests of the collector bring. */
async function startPostgres() {
  // It is TypeScript: Vite, which the tests use as well, loads it.
  const { runnerImport } = await import("vite");
  const { module } = await runnerImport(join(ROOT, "packages", "collector", "test", "postgres-server.ts"));
  const { PostgresServer } = /** @type {any} */ (module);
  const server = await PostgresServer.start({ shared_buffers: "256MB" });
  return { address: server.url(), stop: () => server.stop() };
}

/** @param {string[]} args */
function wishFrom(args) {
  try {
    const options = /** @type {const} */ ({
      rounds: { type: "string", default: String(LEAST_ROUNDS) },
      filled: { type: "string", default: join(tmpdir(), "aftertask-ingest") },
      memory: { type: "string", default: "0" },
    });
    const { rounds, filled, memory } = parseArgs({ args, options }).values;
    return { rounds: whole(rounds), filled, minutes: whole(memory) };
  } catch (error) {
    throw new SetUpError(error instanceof Error ? error.message : String(error));
  }
}

/** @param {string} word */
function whole(word) {
  if (!/^\d+$/.test(word)) throw new SetUpError(`"${word}" is no whole number.`);
  return Number(word);
}

/** @param {import("../ingest/page.mjs").Figures} figures */
async function publish(figures) {
  const { format, resolveConfig } = await import("prettier");
  const habits = { ...(await resolveConfig(RESULTS)), parser: "json" };
  writeFileSync(RESULTS, await format(JSON.stringify(figures), habits));
  writeFileSync(PAGE, withTables(readFileSync(PAGE, "utf8"), figures));
}
