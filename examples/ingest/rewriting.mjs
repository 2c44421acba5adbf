// @ts-check
// What those notice who send ratings while a week closes and the tables of many ratings are written anew.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { measure } from "./measure.mjs";
import { Program } from "./process.mjs";
import { fill } from "./sqlite.mjs";

const ROWS = 1_000_000;
const RATE = 200;
const SECONDS = 20;

/** @param {{ filled: string, hear(line: string): void }} wish */
export async function measureRewriting({ filled, hear }) {
  await fill(join(filled, String(ROWS)), ROWS, hear);
  const folder = mkdtempSync(join(tmpdir(), "aftertask-rewriting-"));
  cpSync(join(filled, String(ROWS)), folder, { recursive: true });
  const program = new Program("servers/collector.mjs", [folder]);
  try {
    const { port } = await program.heard();
    // The first mix notes the week; the one of the next week writes the tables anew.
    await program.ask("mix");
    await program.ask("nextWeek");
    const load = measure([{ program, port }], { connections: 20, ratings: RATE * SECONDS, each: 1, rate: RATE });
    const { p99, stall } = await load;
    const seconds = await program.ask("rewritten");
    hear(`Written anew in ${seconds} s`);
    return { rows: ROWS, rate: RATE, seconds, p99, stall: Math.round(stall * 10) / 10 };
  } finally {
    await program.end();
    rmSync(folder, { recursive: true });
  }
}
