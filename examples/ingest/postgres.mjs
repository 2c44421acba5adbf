// @ts-check
// Receiving on PostgreSQL: one commit at a time or several, and two collectors beside one, each held to a share of a
// processor so that it is the limit and not the server or the load.
import { setTimeout as pause } from "node:timers/promises";

import { hold } from "./held.mjs";
import { measure } from "./measure.mjs";
import { Program } from "./process.mjs";

const COLLECTOR = "servers/collector.mjs";
const SHARE = 0.2;
const CONNECTIONS = 128;
const RATINGS = 6_000;
/** Each collector's. */
const HELD = { connections: 32, ratings: 1_600, each: 1 };

/**
 * @param {{ rounds: number, address: string, hear(line: string): void }} wish
 */
export async function measurePostgres({ rounds, address, hear }) {
  /** @type {Record<string, Record<string, number[]>>} */
  const all = { narrow: {}, wide: {}, one: {}, two: {} };
  const programs = [];
  const releases = [];
  try {
    for (const habit of ["narrow", "together", "together", "together"])
      programs.push(new Program(COLLECTOR, [address, habit]));
    const servers = [];
    for (const program of programs) servers.push({ program, port: (await program.heard()).port });
    const [narrow, wide, ...held] = servers;
    if (!narrow || !wide) throw new Error("No collector was started.");
    const free = { connections: CONNECTIONS, ratings: RATINGS, each: 1 };
    const both = { connections: 2 * HELD.connections, ratings: 2 * HELD.ratings, each: 1 };
    // Unheld at first: compiling takes longer than a round does.
    for (const server of servers) await measure([server], { ...free, connections: 32 });
    for (const { program } of held) releases.push(hold(program.child.pid ?? 0, SHARE));
    for (let round = 1; round <= rounds; round += 1) {
      for (const [name, measured] of /** @type {const} */ ([
        ["narrow", await measure([narrow], free)],
        ["wide", await measure([wide], free)],
        ["one", await measure(held.slice(0, 1), HELD)],
        ["two", await measure(held, both)],
      ]))
        for (const [measuredName, value] of Object.entries(measured))
          ((all[name] ??= {})[measuredName] ??= []).push(Math.round(value * 10) / 10);
      hear(`Round ${round} of ${rounds} on PostgreSQL`);
    }
    return { share: SHARE, connections: CONNECTIONS, series: all };
  } finally {
    for (const program of programs) await program.end();
    await pause(100);
    for (const release of releases) release();
  }
}
