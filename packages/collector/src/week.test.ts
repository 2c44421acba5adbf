import { expect, test } from "vitest";
import { weekAfter } from "./week.js";

test.each([
  ["2026-W47", "2026-W48"],
  ["2026-W53", "2027-W01"],
  ["2027-W52", "2028-W01"],
])("after %s comes %s", (week, next) => {
  expect(weekAfter(week)).toBe(next);
});
