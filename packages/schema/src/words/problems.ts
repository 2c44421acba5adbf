/** An error as RFC 9457 shapes it. `type` is stable and meant for programs, `title` and `detail` are for people. */
export interface Problem {
  /** URI that names the kind of problem; it need not answer. */
  type: string;
  /** In English, the same for every problem of the type. */
  title: string;
  /** HTTP status, where the problem is a whole answer; a rating's own problem has none. */
  status?: number;
  /** One sentence in English on this very case and its remedy. */
  detail?: string;
  /** Path of the member at fault, where there is one: `ratings[0].score`. */
  field?: string;
}

const PREFIX = "https://aftertask.dev/problems/";

/** Every code that may end a problem's `type`, with its title. */
export const PROBLEM_TITLES = {
  "invalid-rating": "The rating cannot be accepted",
  "invalid-envelope": "The request body is not a valid envelope",
  "invalid-query": "A query parameter is not valid",
  "unsupported-version": "This version of the wire format is not supported",
  "unsupported-media-type": "The content type is not supported",
  "too-large": "The request body is too large",
  "headers-too-large": "The request's headers are too large or too many",
  "unsupported-request": "The request is not valid HTTP",
  "expectation-failed": "The request expects what cannot be promised",
  "too-slow": "The request has taken too long to arrive",
  "unknown-key": "The project key is not known",
  "origin-not-allowed": "Ratings from this origin are not allowed",
  "host-not-allowed": "This host name is not served",
  "already-rated": "This task has already been rated",
  "unknown-touchpoint": "The touchpoint is not in the catalogue",
  "token-required": "An admin token is required",
  "scope-required": "The admin token is not good for this",
  "other-origin": "Pages of other origins may not ask for this",
  "rate-limited": "Too many requests have come in a short time",
  "method-not-allowed": "The method is not allowed here",
  "not-found": "There is nothing at this address",
  unavailable: "The collector cannot do this at the moment",
  internal: "Something went wrong in the collector",
} as const;

/** The last segment of a `type` of ours: `unknown-key`. */
export type ProblemCode = keyof typeof PROBLEM_TITLES;

/** The stable `type` of a code: an identifier, not an address that must answer. */
export function problemType(code: ProblemCode): string {
  return PREFIX + code;
}

/** The code at the end of a problem's `type`. Other servers' types give their own last segment. */
export function problemCode(problem: Pick<Problem, "type">): string {
  return problem.type.slice(problem.type.lastIndexOf("/") + 1);
}
