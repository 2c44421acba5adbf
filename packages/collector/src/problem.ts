import { type Problem, PROBLEM_TITLES, type ProblemCode, problemType } from "@aftertask/schema/words";
import { type Answer, responseOf } from "./answer.js";

/** A request that is not served, and why. */
export class Refusal {
  constructor(
    readonly code: ProblemCode,
    /** One sentence for people. It repeats nothing of the request but names. */
    readonly detail: string,
    readonly more: { field?: string; status?: number; headers?: Record<string, string> } = {},
  ) {}
}

/** Where a route has a better one, it says so. */
const STATUS: Record<ProblemCode, number> = {
  "invalid-rating": 422,
  "invalid-envelope": 400,
  "invalid-query": 400,
  "unsupported-version": 400,
  "unsupported-media-type": 415,
  "too-large": 413,
  "headers-too-large": 431,
  "unsupported-request": 400,
  "expectation-failed": 417,
  "too-slow": 408,
  "unknown-key": 403,
  "origin-not-allowed": 403,
  "host-not-allowed": 403,
  "already-rated": 409,
  "unknown-touchpoint": 404,
  "token-required": 401,
  "scope-required": 403,
  "other-origin": 403,
  "rate-limited": 429,
  "method-not-allowed": 405,
  "not-found": 404,
  unavailable: 503,
  internal: 500,
};

/** For whoever met stores that did not answer: the seconds after which to come again. */
const COME_AGAIN = { "Retry-After": "5" };

/** A refusal as RFC 9457 puts it on the wire. */
export function problemAnswer({ code, detail, more }: Refusal): Answer {
  const { field, status = STATUS[code], headers = code === "unavailable" ? COME_AGAIN : {} } = more;
  const problem: Problem = { type: problemType(code), title: PROBLEM_TITLES[code], status, detail };
  if (field) problem.field = field;
  return { status, headers: { ...headers, "Content-Type": "application/problem+json" }, body: JSON.stringify(problem) };
}

export function problemResponse(refusal: Refusal): Response {
  return responseOf(problemAnswer(refusal));
}
