import { expect, test } from "vitest";
import { csvCell, toCsv } from "./csv.js";

test("rows become lines under one header", () => {
  const csv = toCsv({
    rows: [
      {
        touchpoint: "hr.benefits-paperwork",
        week: "2026-W47",
        instrument: "outcome5",
        audience: null,
        provider: null,
        shown: true,
        answered: 12,
        top2: { share: 0.75, low: 0.47, high: 0.91 },
        band: null,
        responseRate: null,
      },
      { touchpoint: "it.access-request", week: "2026-W47", shown: false },
    ],
  });
  expect(csv.split("\r\n")).toEqual([
    "touchpoint,week,instrument,audience,provider,shown,answered,top2_share,top2_low,top2_high,band_low,band_high,response_rate",
    "hr.benefits-paperwork,2026-W47,outcome5,,,true,12,0.75,0.47,0.91,,,",
    "it.access-request,2026-W47,,,,false,,,,,,,",
    "",
  ]);
});

test("a row that is not shown has nothing but its touchpoint and week", () => {
  const odd = { touchpoint: "a", week: "2026-W47", shown: false as const, answered: 4 };
  expect(toCsv({ rows: [odd] })).not.toContain("4,");
});

test.each([
  ["plain", "plain"],
  ["a,b", '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ["two\nlines", '"two\nlines"'],
  [" padded ", '" padded "'],
  ["", ""],
])("the text %j is written %j", (value, cell) => {
  expect(csvCell(value)).toBe(cell);
});

test.each([0, -1, 0.5, -0.25, true, false])("%j stays what it is", (value) => {
  expect(csvCell(value)).toBe(String(value));
});

const TRIGGERS = ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"];
const LEAD_INS = ["", " ", '"', "'", "\n", "\uFEFF", "\u00A0", "\u200B"];

test.each(TRIGGERS.flatMap((trigger) => LEAD_INS.map((leadIn) => [`${leadIn}${trigger}1+1`])))(
  "a spreadsheet takes %j for text",
  (value) => {
    const cell = csvCell(value);
    const read = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
    expect(read).toBe(`'${value}`);
  },
);
