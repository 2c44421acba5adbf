import type { Report, ReportRow } from "@aftertask/schema/words";

type Cell = string | number | boolean | null;

const COLUMNS: Record<string, (row: ReportRow) => Cell> = {
  touchpoint: (row) => row.touchpoint,
  week: (row) => row.week,
  instrument: (row) => (row.shown ? row.instrument : null),
  audience: (row) => (row.shown ? row.audience : null),
  provider: (row) => (row.shown ? row.provider : null),
  shown: (row) => row.shown,
  answered: (row) => (row.shown ? row.answered : null),
  top2_share: (row) => (row.shown ? (row.top2?.share ?? null) : null),
  top2_low: (row) => (row.shown ? (row.top2?.low ?? null) : null),
  top2_high: (row) => (row.shown ? (row.top2?.high ?? null) : null),
  band_low: (row) => (row.shown ? (row.band?.low ?? null) : null),
  band_high: (row) => (row.shown ? (row.band?.high ?? null) : null),
  response_rate: (row) => (row.shown ? row.responseRate : null),
};

/** A report as RFC 4180 puts it, for a spreadsheet that must not take text for a formula. */
export function toCsv(report: Pick<Report, "rows">): string {
  const lines = [Object.keys(COLUMNS), ...report.rows.map((row) => Object.values(COLUMNS).map((read) => read(row)))];
  return lines.map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");
}

/**
 * A spreadsheet takes text for a formula if it begins with one of these, in half or full width, and some look past
 * blanks, quotes and invisible characters before it.
 */
const FORMULA = /^[\s\p{Cc}\p{Cf}"']*[=+\-@\t\r\0＝＋－＠]/u;

/** Text is quoted where it must be and made harmless by a leading apostrophe; numbers stay numbers. */
export function csvCell(value: Cell): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
