import { expect, test } from "vitest";
import { startOfWeek } from "./start-of-week.js";

test("the week that a moment falls in begins on its Monday, also before 1970", () => {
  const monday = Date.UTC(2026, 10, 16);
  for (const time of [monday, monday + 1, Date.UTC(2026, 10, 21, 9, 29), Date.UTC(2026, 10, 23) - 1])
    expect(startOfWeek(time)).toBe(monday);
  expect(startOfWeek(Date.UTC(2026, 10, 23))).toBe(Date.UTC(2026, 10, 23));
  expect(startOfWeek(-1)).toBe(Date.UTC(1969, 11, 29));
});
