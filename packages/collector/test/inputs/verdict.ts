import { type EnvelopeAnswer, type Problem, PROBLEM_TITLES, problemCode, problemType } from "@aftertask/schema/words";
import type { Answer } from "./http.js";

/** Every status that a request may be answered with, whatever it is. */
const STATUSES = [200, 204, 304, 400, 401, 403, 404, 405, 408, 409, 413, 414, 415, 417, 422, 429, 431];

const RESULTS = ["stored", "duplicate", "conflict", "invalid", "refused", "retry"];

/** What is wrong with an answer whatever was asked; nothing where all is well. */
export function faultOf(answer: Answer, isHead = false): string | undefined {
  const { status, headers } = answer;
  if (!STATUSES.includes(status)) return `status ${status}: ${answer.body.toString().slice(0, 300)}`;
  if (status < 400) return undefined;
  if (answer.body.length === 0) return isHead ? undefined : `status ${status} without a word`;
  if (headers["content-type"] !== "application/problem+json")
    return `status ${status} as ${String(headers["content-type"])}`;
  return problemFault(problemOf(answer), status);
}

function problemFault(problem: Problem, status?: number): string | undefined {
  const code = codeOf(problem);
  if (!Object.hasOwn(PROBLEM_TITLES, code) || problem.type !== problemType(code as keyof typeof PROBLEM_TITLES))
    return `type ${problem.type}`;
  if (problem.title !== PROBLEM_TITLES[code as keyof typeof PROBLEM_TITLES]) return `title ${problem.title}`;
  if (problem.status !== status) return `status ${problem.status} in a problem of ${status}`;
  if (typeof problem.detail !== "string" || problem.detail === "") return `no detail of ${code}`;
  return undefined;
}

/** The results of an envelope, or what is wrong with them. @param items what was sent */
export function resultsFault(answer: Answer, items: readonly unknown[]): string | undefined {
  const { results } = JSON.parse(answer.body.toString()) as EnvelopeAnswer;
  if (results.length !== items.length) return `${results.length} results of ${items.length} ratings`;
  for (const [index, result] of results.entries()) {
    if (!RESULTS.includes(result.status)) return `result ${result.status}`;
    const item = items[index];
    const sent: unknown = typeof item === "object" && item !== null && "id" in item ? item.id : undefined;
    if (result.id !== (typeof sent === "string" ? sent : ""))
      return `the id ${result.id} in the place of ${String(sent)}`;
    const problem = "problem" in result ? result.problem : undefined;
    const fault = problem && problemFault(problem);
    if (fault) return fault;
    const where = problem?.field;
    if (result.status === "invalid" && !where?.startsWith(`ratings[${index}]`)) return `the field ${where}`;
  }
  return undefined;
}

export function problemOf(answer: Answer): Problem {
  return JSON.parse(answer.body.toString()) as Problem;
}

/** The last segment of the problem's type. */
export function codeOf(problem: Problem): string {
  return problemCode(problem);
}
