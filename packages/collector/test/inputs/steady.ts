import { expect, test } from "vitest";
import { rating } from "../start.js";
import type { PairFacts } from "./cases.js";
import type { State } from "./collector-process.js";
import type { Pair } from "./pair.js";

/** Bytes by which a collector may have grown over all inputs. */
const GROWTH = 50 * 2 ** 20;

/** Before and after all inputs of a pair. */
export function steady(pair: Pair, facts: Partial<PairFacts>): { before(): void; after(): void } {
  let warm: State[] = [];
  return {
    before: () =>
      void test("both collectors are warm", async () => {
        // Large and at the same time: as much memory as a request can take is in use before anything is measured.
        const large = () => Array.from({ length: 20 }, () => rating({ comment: "é".repeat(1_000) }));
        for (let round = 0; round < 8; round++) await Promise.all(Array.from({ length: 8 }, () => pair.send(large())));
        warm = await pair.states();
      }),
    after: () =>
      void test("both collectors are as they were: no larger, nothing uncaught, nothing inflated, nothing changed that objects share", async () => {
        const states = await pair.states();
        const growth = states.map(({ rss }, at) => rss - (warm[at]?.rss ?? 0));
        const live = states.map(({ heapUsed }, at) => heapUsed - (warm[at]?.heapUsed ?? 0));
        facts.growth = growth.map((bytes) => Math.round(bytes / 2 ** 20));
        facts.live = live.map((bytes) => Math.round(bytes / 2 ** 20));
        facts.late = states.map(({ delay }) => Math.round(delay.p99));
        for (const { complaints, inflated, untouched } of states)
          expect({ complaints, inflated, untouched }).toEqual({ complaints: [], inflated: 0, untouched: true });
        for (const bytes of [...growth, ...live]) expect(bytes).toBeLessThan(GROWTH);
        for (const log of pair.logs)
          expect(log.filter((line) => (JSON.parse(line) as { level: string }).level === "error")).toEqual([]);
      }),
  };
}
