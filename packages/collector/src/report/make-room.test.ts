import type { ReportRow } from "@aftertask/schema/words";
import { expect, test } from "vitest";
import { makeRoom } from "./make-room.js";

/** Rows as `45 x`: the week, and x where the group is too small to be shown. */
function rowsOf(...said: string[]): ReportRow[] {
  return said.map((one, index) => {
    const row = { touchpoint: `hr.${index}`, week: `2026-W${one.slice(0, 2)}` };
    if (one.endsWith("x")) return { ...row, shown: false };
    const unasked = { audience: null, provider: null, top2: null, responseRate: null } as const;
    return { ...row, ...unasked, shown: true, instrument: "outcome5", answered: 5, band: { low: 0.8, high: 1 } };
  });
}

test("where there is room for all, all stay as they are", () => {
  const rows = rowsOf("45", "46 x", "47");
  expect(makeRoom(rows, 3)).toEqual({ rows, leftOut: 0 });
});

test("rows that show nothing make room, the oldest first, and are counted", () => {
  const rows = rowsOf("45 x", "45", "46 x", "46 x", "47 x", "47");
  expect(makeRoom(rows, 4)).toEqual({ rows: [rows[1], rows[3], rows[4], rows[5]], leftOut: 2 });
  expect(makeRoom(rows, 2)).toEqual({ rows: [rows[1], rows[5]], leftOut: 4 });
});

test("what is shown makes no room for anything", () => {
  expect(makeRoom(rowsOf("45", "46 x", "47"), 1)).toBeUndefined();
});
