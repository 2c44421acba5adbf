import { expect, test } from "vitest";
import { batches, isDue, LARGEST_BATCH, SMALLEST_BATCH } from "./when.js";

const waiting = (count: number, counted = "2026-W47") => ({ project: "pk_intranet", counted, count });

test("fewer than twenty ratings of the open week wait", () => {
  expect(isDue(waiting(19), "2026-W47", "weekly")).toBe(false);
  expect(isDue(waiting(20), "2026-W47", "weekly")).toBe(true);
});

test("whatever is left when its week is closed moves", () => {
  expect(isDue(waiting(1, "2026-W46"), "2026-W47", "weekly")).toBe(true);
  expect(isDue(waiting(1, "2026-W53"), "2027-W01", "weekly")).toBe(true);
});

test("a project that publishes at each reading waits for nothing", () => {
  expect(isDue(waiting(1), "2026-W47", "immediate")).toBe(true);
});

test("no batch of many is small, none is large, and nothing is left out or doubled", () => {
  for (let count = 1; count < 1_000; count++) {
    const rows = Array.from({ length: count }, (_, index) => index);
    const cut = batches(rows);
    expect(cut.flat()).toEqual(rows);
    for (const batch of cut) {
      expect(batch.length).toBeLessThanOrEqual(LARGEST_BATCH);
      expect(batch.length).toBeGreaterThanOrEqual(Math.min(count, SMALLEST_BATCH));
    }
  }
});
