// @ts-check
// Receiving on SQLite beside floors, then the mix of what was received: round by round, in an order of chance.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { CONTESTANTS } from "./contestants.mjs";
import { measure } from "./measure.mjs";
import { Program } from "./process.mjs";

const CONNECTIONS = 32;

/** @typedef {Record<string, number[]>} Series  Values of one measure after the other, one for each round. */

/**
 * @param {{ rounds: number, filled: string, hear(line: string): void, random(): number }} wish `filled`: where folders with many ratings are kept
 * @returns {Promise<Record<string, Series>>} by contestant
 */
export async function measureSqlite({ rounds, filled, hear, random }) {
  const temporary = mkdtempSync(join(tmpdir(), "aftertask-ingest-"));
  const servers = [];
  try {
    for (const one of CONTESTANTS) {
      if (one.rows > 0) await fill(join(filled, String(one.rows)), one.rows, hear);
      const place = one.rows > 0 ? join(filled, String(one.rows)) : join(temporary, one.name);
      const isFloor = one.file.includes("floor");
      servers.push({
        ...one,
        isFloor,
        program: new Program(one.file, isFloor ? one.args : [place, ...one.args]),
        port: 0,
      });
    }
    for (const server of servers) server.port = (await server.program.heard()).port;
    /** @type {Record<string, Series>} */
    const all = Object.fromEntries(servers.map(({ name }) => [name, {}]));
    // The first round lets the compiler do its work, and is forgotten.
    for (let round = 0; round <= rounds; round += 1) {
      for (const server of shuffled(servers, random)) {
        if (server.mixes) await server.program.ask("go");
        const measured = {
          ...(await measure([server], { connections: CONNECTIONS, ratings: server.ratings, each: server.each })),
          ...(server.isFloor ? {} : await mix(server.program)),
        };
        const series = all[server.name] ?? {};
        if (round > 0) for (const [name, value] of Object.entries(measured)) (series[name] ??= []).push(rounded(value));
      }
      hear(`Round ${round} of ${rounds}`);
    }
    return all;
  } finally {
    for (const { program } of servers) await program.end();
    rmSync(temporary, { recursive: true });
  }
}

/**
 * What was received is moved, and nothing comes meanwhile.
 * @param {Program} program
 */
async function mix(program) {
  const before = await program.ask("usage");
  const moved = await program.ask("mix");
  const after = await program.ask("usage");
  if ((await program.ask("waiting")) > 20) throw new Error("The mix has left something behind.");
  // Of one that mixes all the while, hardly anything is left.
  return moved < 1_000 ? {} : { mixCpu: (after.cpu - before.cpu) / moved, mixStall: after.stall };
}

/** @param {string} folder @param {number} rows @param {(line: string) => void} hear */
export async function fill(folder, rows, hear) {
  if (existsSync(folder)) return;
  hear(`Writing ${rows} ratings to ${folder}`);
  const filling = new Program("fill.mjs", [`${folder}.unfinished`, String(rows)]);
  const [code] = await filling.ended;
  if (code !== 0) throw new Error("The ratings could not be written.");
  const { renameSync } = await import("node:fs");
  renameSync(`${folder}.unfinished`, folder);
}

/** @param {number} value */
function rounded(value) {
  return Math.round(value * 10) / 10;
}

/**
 * So that none always follows the same neighbour.
 * @template T
 * @param {readonly T[]} list
 * @param {() => number} random
 */
function shuffled(list, random) {
  const keyed = list.map((item) => ({ item, key: random() }));
  return keyed.toSorted((one, other) => one.key - other.key).map(({ item }) => item);
}
