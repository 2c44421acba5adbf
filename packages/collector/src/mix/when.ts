import type { IsoWeek } from "@aftertask/schema/words";
import type { Waiting } from "../store/intake.js";

/** In smaller company a rating and its task could be paired by the moment at which both appear. */
export const SMALLEST_BATCH = 20;

/** Rows that move in one transaction; more would keep requests waiting. */
export const LARGEST_BATCH = 128;

/**
 * Whether what waits may move now: there is enough of it, or its week is closed and nothing will join it, or the
 * project publishes at each reading.
 */
export function isDue({ count, counted }: Waiting, openWeek: IsoWeek, publication: "weekly" | "immediate"): boolean {
  return count >= SMALLEST_BATCH || counted < openWeek || publication === "immediate";
}

/** Cuts rows into batches of nearly equal size, so that none of a large number is small. */
export function batches<Row>(rows: readonly Row[]): Row[][] {
  const count = Math.ceil(rows.length / LARGEST_BATCH);
  return Array.from({ length: count }, (_, index) =>
    rows.slice(Math.floor((index * rows.length) / count), Math.floor(((index + 1) * rows.length) / count)),
  );
}
