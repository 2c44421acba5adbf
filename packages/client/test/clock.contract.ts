import { expect, test } from "vitest";
import type { Ports } from "../src/outbox/ports.js";

type Clock = Pick<Ports, "wall" | "ticks" | "after">;

/** What delivery relies on, whatever counts the time. `pass` lets so many milliseconds go by. */
export function clockContract(open: () => Clock & { pass(ms: number): Promise<unknown> }): void {
  test("what is to be called later is called once, not before its time", async () => {
    const { ticks, after, pass } = open();
    const begun = ticks();
    const called: number[] = [];
    after(40, () => called.push(ticks() - begun));
    expect(called).toEqual([]);
    await pass(200);
    expect(called).toHaveLength(1);
    // A browser rounds its timers by a millisecond.
    expect(called[0]).toBeGreaterThanOrEqual(39);
  });

  test("what was prevented is not called, and preventing what is over harms nothing", async () => {
    const { after, pass } = open();
    let calls = 0;
    const prevent = after(20, () => calls++);
    const over = after(1, () => {});
    prevent();
    await pass(100);
    over();
    expect(calls).toBe(0);
  });

  test("both clocks go forward, and the one on the wall knows the year", async () => {
    const { wall, ticks, pass } = open();
    const before = [wall(), ticks()] as const;
    await pass(50);
    expect(wall()).toBeGreaterThan(before[0]);
    expect(ticks()).toBeGreaterThan(before[1]);
    expect(new Date(wall()).getUTCFullYear()).toBeGreaterThanOrEqual(2026);
  });
}
