import { expect, test } from "vitest";
import { rating } from "../start.js";
import type { State } from "./collector-process.js";
import type { Pair } from "./pair.js";

/** Bytes by which a collector may have grown over all inputs. */
const GROWTH = 50 * 2 ** 20;

/** What the processes say of themselves when all was asked. */
export interface Steadiness {
  /** Megabytes by which each has grown since it was warm. */
  growth: number[];
  /** Milliseconds by which the event loop was late, of a hundred times all but one. */
  late: number[];
}

/** Before and after all inputs of a pair. */
export function steady(pair: Pair, tell: (facts: Steadiness) => void): { before(): void; after(): void } {
  let warm: State[] = [];
  return {
    before: () =>
      void test("both collectors are warm", async () => {
        for (let round = 0; round < 60; round++) await pair.send(Array.from({ length: 20 }, () => rating()));
        warm = await pair.states();
      }),
    after: () =>
      void test("both collectors are as they were: no larger, nothing uncaught, nothing inflated, nothing changed that objects share", async () => {
        const states = await pair.states();
        const growth = states.map(({ rss }, at) => rss - (warm[at]?.rss ?? 0));
        for (const { complaints, inflated, untouched } of states)
          expect({ complaints, inflated, untouched }).toEqual({ complaints: [], inflated: 0, untouched: true });
        for (const bytes of growth) expect(bytes).toBeLessThan(GROWTH);
        for (const log of pair.logs)
          expect(log.filter((line) => (JSON.parse(line) as { level: string }).level === "error")).toEqual([]);
        tell({
          growth: growth.map((bytes) => Math.round(bytes / 2 ** 20)),
          late: states.map(({ delay }) => Math.round(delay.p99)),
        });
      }),
  };
}
