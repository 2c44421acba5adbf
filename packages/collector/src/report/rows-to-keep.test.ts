import type { InstrumentId } from "@aftertask/schema/words";
import { expect, test } from "vitest";
import type { PublishedRow } from "../store/published.js";
import { othersIn, rowsToKeep } from "./rows-to-keep.js";

const suppressed = (touchpoint: string): PublishedRow => ({
  people: 0,
  row: { touchpoint, week: "2026-W47", shown: false },
});
const shown = (touchpoint: string, instrument: InstrumentId = "outcome5"): PublishedRow => ({
  people: 5,
  row: {
    touchpoint,
    week: "2026-W47",
    instrument,
    audience: null,
    provider: null,
    shown: true,
    answered: 5,
    top2: null,
    band: { low: 0.8, high: 1 },
    responseRate: null,
  },
});

test("what is shown is kept, and one row for each touchpoint that is not", () => {
  const rows = rowsToKeep(2);
  const given = [suppressed("a"), suppressed("a"), shown("b"), shown("b", "csat5"), suppressed("b")];
  for (const row of given) rows.add(row);
  expect(rows.all).toEqual([suppressed("a"), shown("b"), shown("b", "csat5"), suppressed("b")]);
  expect(othersIn(rows.all)).toBe(0);
});

test("beyond what a report has room for, touchpoints that are not shown are counted, each once", () => {
  const rows = rowsToKeep(2);
  const given = [suppressed("a"), suppressed("b"), suppressed("c"), suppressed("c"), shown("d"), suppressed("e")];
  for (const row of given) rows.add(row);
  expect(rows.all).toEqual([suppressed("a"), { ...suppressed("b"), others: 2 }, shown("d")]);
  expect(othersIn(rows.all)).toBe(2);
});
