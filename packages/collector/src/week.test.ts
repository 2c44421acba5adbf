import { expect, test } from "vitest";
import { isWeek, weekAfter } from "./week.js";

test.each([
  ["2026-W47", "2026-W48"],
  ["2026-W53", "2027-W01"],
  ["2027-W52", "2028-W01"],
])("after %s comes %s", (week, next) => {
  expect(weekAfter(week)).toBe(next);
});

test.each([
  ["2026-W53", true],
  ["2020-W53", true],
  ["2025-W52", true],
  ["2025-W53", false],
  ["2027-W53", false],
  ["2026-W00", false],
  ["2026-W54", false],
  ["2026W47", false],
])("whether there is a week %s: %s", (week, is) => {
  expect(isWeek(week)).toBe(is);
});
