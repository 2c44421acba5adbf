// @ts-check
// The whole measurement, part by part.
import { availableParallelism, loadavg } from "node:os";

import { watchMemory } from "./memory.mjs";
import { measurePostgres } from "./postgres.mjs";
import { measureRewriting } from "./rewriting.mjs";
import { measureSqlite } from "./sqlite.mjs";

/**
 * @typedef {object} Wish
 * @property {number} rounds
 * @property {string} filled  Folder in which folders with many ratings are kept.
 * @property {() => Promise<{ address: string, stop(): Promise<void> }>} startPostgres
 * @property {() => number} random
 * @property {(line: string) => void} hear
 */

/** @param {Wish} wish */
export async function measureIngest({ rounds, filled, startPostgres, random, hear }) {
  const loads = [loadavg()[0] ?? Number.NaN];
  const sqlite = await measureSqlite({ rounds, filled, random, hear });
  loads.push(loadavg()[0] ?? Number.NaN);
  const rewriting = await measureRewriting({ filled, hear });
  const server = await startPostgres();
  try {
    const postgres = await measurePostgres({ rounds, address: server.address, hear });
    loads.push(loadavg()[0] ?? Number.NaN);
    return {
      date: new Date().toISOString().slice(0, 10),
      node: process.version,
      processors: availableParallelism(),
      load: loads.map((load) => Math.round(load * 10) / 10),
      rounds,
      sqlite,
      rewriting,
      postgres,
    };
  } finally {
    await server.stop();
  }
}

export { watchMemory };
