import { expect, test } from "vitest";
import type { ReplyHeaders } from "../outbox/ports.js";
import { clampPause, retryAfterMs } from "./retry-after.js";

const NOON = Date.UTC(2026, 10, 21, 12);
const headers = (asked: string | null, date: string | null = null) => ({
  get: (name: string) => (name === "Retry-After" ? asked : date),
});

test.each([
  ["2", 2000],
  ["0", 1000],
  ["3600", 3_600_000],
  ["86400", 3_600_000],
  ["1000000000000", undefined],
  ["1e12", undefined],
  ["-1", undefined],
  ["1.5", undefined],
  ["soon", undefined],
  ["", undefined],
  ["Sat, 21 Nov 2026 12:00:30 GMT", 30_000],
  ["Sat, 21 Nov 2026 11:00:00 GMT", 1000],
  ["Fri, 31 Dec 9999 23:59:59 GMT", 3_600_000],
  ["2026-11-21T12:00:30Z", undefined],
  ["Sat, 99 Nov 2026 12:00:30 GMT", undefined],
  [null, undefined],
])("Retry-After %j means %j ms", (value, pause) => {
  expect(retryAfterMs(headers(value), NOON, undefined)).toBe(pause);
});

test("a date is measured by the server's clock, where it can be read", () => {
  const date = "Sat, 21 Nov 2026 15:00:00 GMT";
  expect(retryAfterMs(headers("Sat, 21 Nov 2026 15:00:10 GMT", date), NOON, undefined)).toBe(10_000);
  expect(retryAfterMs(headers("Sat, 21 Nov 2026 12:00:10 GMT", "yesterday"), NOON, undefined)).toBe(10_000);
});

test("what is no number is no pause", () => {
  expect(["5", NaN, null, undefined, {}].map(clampPause)).toEqual(Array(5).fill(undefined));
});

test("what the body says counts where the header says nothing", () => {
  expect(retryAfterMs(headers(null), NOON, 9000)).toBe(9000);
  expect(retryAfterMs(headers("7"), NOON, 9000)).toBe(7000);
  expect(retryAfterMs(headers("soon"), NOON, "9000")).toBe(undefined);
});

test("headers that are none, as a transport may make them up, ask for nothing", () => {
  expect(retryAfterMs({} as ReplyHeaders, NOON, undefined)).toBe(undefined);
});
