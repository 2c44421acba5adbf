import type { ShownRow, SuppressedRow } from "@aftertask/schema/words";
import { expect, test } from "vitest";
import { seriesOf } from "./series.js";

const shown = (touchpoint: string, week: string, more: Partial<ShownRow> = {}): ShownRow => ({
  touchpoint,
  week,
  instrument: "outcome5",
  audience: null,
  provider: null,
  shown: true,
  answered: 12,
  top2: { share: 0.75, low: 0.47, high: 0.91 },
  band: null,
  responseRate: null,
  ...more,
});

const suppressed = (touchpoint: string, week: string): SuppressedRow => ({ touchpoint, week, shown: false });

test("no rows are no series", () => {
  expect(seriesOf([])).toEqual([]);
});

test("weeks of one touchpoint are one series, newest first", () => {
  const [series, ...others] = seriesOf([
    shown("it.access", "2026-W52"),
    shown("it.access", "2027-W01"),
    shown("it.access", "2026-W47"),
  ]);
  expect(others).toEqual([]);
  expect(series?.rows.map(({ week }) => week)).toEqual(["2027-W01", "2026-W52", "2026-W47"]);
  expect(series?.latest?.week).toBe("2027-W01");
});

test("the headline is the newest week that is shown, and a newer suppressed one stays in the list", () => {
  const [series] = seriesOf([suppressed("it.access", "2026-W47"), shown("it.access", "2026-W46")]);
  expect(series?.latest?.week).toBe("2026-W46");
  expect(series?.rows.map((row) => row.shown)).toEqual([false, true]);
});

test("touchpoints without anything to show come last, and have no headline", () => {
  const series = seriesOf([
    suppressed("a.first", "2026-W47"),
    shown("z.last", "2026-W47"),
    shown("m.middle", "2026-W47"),
  ]);
  expect(series.map(({ touchpoint, latest }) => [touchpoint, latest !== null])).toEqual([
    ["m.middle", true],
    ["z.last", true],
    ["a.first", false],
  ]);
});

test("another question, audience or provider is another series", () => {
  const series = seriesOf([
    shown("it.access", "2026-W47"),
    shown("it.access", "2026-W47", { instrument: "ease5" }),
    shown("it.access", "2026-W47", { audience: "contractor" }),
    shown("it.access", "2026-W47", { provider: "it-desk" }),
  ]);
  expect(series).toHaveLength(4);
  expect(new Set(series.map(({ id }) => id)).size).toBe(4);
});

test("a suppressed week stands once in every series of its touchpoint that has no row for it", () => {
  const [outcome, ease] = seriesOf([
    shown("it.access", "2026-W47"),
    shown("it.access", "2026-W46", { instrument: "ease5" }),
    suppressed("it.access", "2026-W46"),
    suppressed("it.access", "2026-W46"),
  ]);
  expect(outcome?.rows.map(({ week, shown: visible }) => [week, visible])).toEqual([
    ["2026-W47", true],
    ["2026-W46", false],
  ]);
  expect(ease?.rows.map(({ week, shown: visible }) => [week, visible])).toEqual([["2026-W46", true]]);
});
