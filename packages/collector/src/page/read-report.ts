import { type Problem, type ProblemCode, problemCode, type Report } from "@aftertask/schema/words";
import { type ReportQuery, writeQuery } from "./query.js";

/** What came of asking for the report. */
export type ReadOutcome =
  | { outcome: "report"; report: Report }
  | { outcome: "token-needed" }
  | { outcome: "failed"; because: FailedBecause; detail: string | null };

/**
 * `unreachable`: no answer. `key`, `query`: the collector refused that part. `later`: it cannot read its data, or has too
 * much to do. `answer`: it gave something else than a report.
 */
export type FailedBecause = "unreachable" | "key" | "query" | "later" | "answer";

const BECAUSE: ReadonlyMap<string, FailedBecause> = new Map<ProblemCode, FailedBecause>([
  ["unknown-key", "key"],
  ["invalid-query", "query"],
  ["unavailable", "later"],
  ["rate-limited", "later"],
]);

/** The browser's `fetch`, or a stand-in for it. */
export type Fetch = (address: string, init: RequestInit) => Promise<Response>;

/**
 * Asks the collector for the report. Never rejects.
 * @param token the admin token, or `null` to ask without one
 */
export async function readReport(query: ReportQuery, token: string | null, fetch: Fetch): Promise<ReadOutcome> {
  const response = await ask(`/v1/report?${writeQuery(query)}`, token, fetch);
  if (response === null) return { outcome: "failed", because: "unreachable", detail: null };
  if (response.status === 401 || response.status === 403) return { outcome: "token-needed" };
  const body: unknown = await response.json().catch(() => null);
  if (response.ok && isReport(body)) return { outcome: "report", report: body };
  return isProblem(body) ? failed(body) : { outcome: "failed", because: "answer", detail: null };
}

/**
 * Fetches the same report as CSV, for a collector that wants a token: a link cannot carry one.
 * @returns the file, or `null` when it could not be had
 */
export async function readCsv(query: ReportQuery, token: string, fetch: Fetch): Promise<Blob | null> {
  const response = await ask(csvAddress(query), token, fetch);
  return response?.ok ? response.blob().catch(() => null) : null;
}

/** Where the report is as CSV. */
export function csvAddress(query: ReportQuery): string {
  return `/v1/report.csv?${writeQuery(query)}`;
}

async function ask(address: string, token: string | null, fetch: Fetch): Promise<Response | null> {
  try {
    return await fetch(address, {
      headers: token === null ? {} : { Authorization: `Bearer ${token}` },
      credentials: "same-origin",
      cache: "no-store",
    });
  } catch {
    return null;
  }
}

function failed(problem: Problem): ReadOutcome {
  const because = BECAUSE.get(problemCode(problem)) ?? "answer";
  return { outcome: "failed", because, detail: problem.detail ?? problem.title };
}

function isReport(body: unknown): body is Report {
  return (
    typeof body === "object" &&
    body !== null &&
    "version" in body &&
    body.version === 1 &&
    "rows" in body &&
    Array.isArray(body.rows)
  );
}

function isProblem(body: unknown): body is Problem {
  return (
    typeof body === "object" && body !== null && "type" in body && typeof body.type === "string" && "title" in body
  );
}
