// @ts-check
// Whether memory stays flat: a collector that receives and mixes at a steady rate, looked at every minute.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { measure } from "./measure.mjs";
import { Program } from "./process.mjs";

const RATE = 200;
const CONNECTIONS = 20;
const MEGABYTE = 2 ** 20;

/**
 * @param {number} minutes
 * @param {(line: string) => void} hear
 * @returns {Promise<{ rate: number, rss: number[], heap: number[], stall: number[] }>} megabytes, and the longest stall in milliseconds, minute by minute
 */
export async function watchMemory(minutes, hear) {
  const folder = mkdtempSync(join(tmpdir(), "aftertask-memory-"));
  const collector = new Program("servers/collector.mjs", [folder], { MIXES: "1" });
  /** @type {{ rate: number, rss: number[], heap: number[], stall: number[] }} */
  const series = { rate: RATE, rss: [], heap: [], stall: [] };
  try {
    const { port } = await collector.heard();
    for (let minute = 0; minute < minutes; minute += 1) {
      const { stall } = await measure([{ program: collector, port }], {
        connections: CONNECTIONS,
        ratings: 60 * RATE,
        each: 1,
        rate: RATE,
      });
      const { rss, heapUsed } = await collector.ask("usage");
      series.rss.push(Math.round(rss / MEGABYTE));
      series.heap.push(Math.round(heapUsed / MEGABYTE));
      series.stall.push(Math.round(stall));
      hear(`Minute ${minute + 1}: ${series.rss.at(-1)} MB`);
    }
    await collector.ask("stop");
    return series;
  } finally {
    await collector.end();
    rmSync(folder, { recursive: true });
  }
}
