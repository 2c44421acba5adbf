import { type ProblemCode, problemType, type Report } from "@aftertask/schema/words";
import { expect, test } from "vitest";
import { type Fetch, readCsv, readReport } from "./read-report.js";

const query = { key: "pk_intranet", touchpoint: "it.access", from: null, to: "2026-W47" };
const report: Report = {
  version: 1,
  key: "pk_intranet",
  minimumGroup: 5,
  publication: "weekly",
  publishedAt: "2026-W47",
  rows: [],
};

const answers =
  (body: string, status = 200): Fetch =>
  async () =>
    new Response(body, { status });
const refuses = (code: ProblemCode, status: number) =>
  answers(JSON.stringify({ type: problemType(code), title: "A title", detail: "A detail", status }), status);
const silent: Fetch = () => Promise.reject(new TypeError("Failed to fetch"));

test("a report is handed on as it came", async () => {
  expect(await readReport(query, null, answers(JSON.stringify(report)))).toEqual({ outcome: "report", report });
});

test("the question goes to the collector's own address, with the token only where there is one", async () => {
  const asked: { address: string; authorization: string | null }[] = [];
  const fetch: Fetch = async (address, { headers }) => {
    asked.push({ address, authorization: new Headers(headers).get("authorization") });
    return new Response(JSON.stringify(report));
  };
  await readReport(query, null, fetch);
  await readReport(query, "secret", fetch);
  await readCsv(query, "secret", fetch);
  expect(asked).toEqual([
    { address: "/v1/report?key=pk_intranet&touchpoint=it.access&to=2026-W47", authorization: null },
    { address: "/v1/report?key=pk_intranet&touchpoint=it.access&to=2026-W47", authorization: "Bearer secret" },
    { address: "/v1/report.csv?key=pk_intranet&touchpoint=it.access&to=2026-W47", authorization: "Bearer secret" },
  ]);
});

test.each([401, 403])("a refusal with status %s asks for the token", async (status) => {
  expect(await readReport(query, null, refuses("token-required", status))).toEqual({ outcome: "token-needed" });
});

test.each([
  ["unknown-key", 404, "key"],
  ["invalid-query", 400, "query"],
  ["unavailable", 503, "later"],
  ["rate-limited", 429, "later"],
  ["internal", 500, "answer"],
] as const)("the problem %s is told as what it is", async (code, status, because) => {
  expect(await readReport(query, null, refuses(code, status))).toEqual({
    outcome: "failed",
    because,
    detail: "A detail",
  });
});

test.each(["<!doctype html>", "null", "[]", '{ "version": 2, "rows": [] }', '{ "version": 1, "rows": 5 }'])(
  "%s is no report",
  async (body) => {
    expect(await readReport(query, null, answers(body))).toEqual({
      outcome: "failed",
      because: "answer",
      detail: null,
    });
  },
);

test("no answer is no reason to throw", async () => {
  expect(await readReport(query, null, silent)).toEqual({ outcome: "failed", because: "unreachable", detail: null });
  expect(await readCsv(query, "secret", silent)).toBeNull();
});

test("a CSV file is handed on, a refusal is not", async () => {
  const file = await readCsv(query, "secret", answers("touchpoint,week\n"));
  expect(await file?.text()).toBe("touchpoint,week\n");
  expect(await readCsv(query, "secret", refuses("token-required", 401))).toBeNull();
});
