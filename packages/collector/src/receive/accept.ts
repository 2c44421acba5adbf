import { ratingSchema } from "@aftertask/schema";
import {
  DEFAULT_INSTRUMENT,
  isBuiltInReason,
  LIMITS,
  type Problem,
  PROBLEM_TITLES,
  type ProblemCode,
  problemType,
  type Rating,
  type RatingResult,
  type Touchpoint,
} from "@aftertask/schema/words";
import { firstIssue, pathOf, sentenceOf } from "../fault.js";
import type { Limits } from "../limits.js";
import type { Project } from "../project.js";

/** Either a rating that may be kept, or what to answer for it instead. */
export type Acceptance = { rating: Rating } | { result: RatingResult };

/** Milliseconds after which a rating of an unknown touchpoint is worth another try: a deployment may be under way. */
const UNKNOWN_TOUCHPOINT_RETRY = 5 * 60_000;

/**
 * Judges one item of an envelope on its own.
 * @param item whatever stood in the envelope
 * @param index its place there, for the problem
 */
export function accept(
  item: unknown,
  index: number,
  project: Pick<Project, "touchpoints">,
  { commentLength }: Pick<Limits, "commentLength"> = LIMITS,
): Acceptance {
  const parsed = ratingSchema.safeParse(item);
  const invalid = (path: readonly PropertyKey[], detail: string) => ({ result: refuse(item, index, path, detail) });

  if (!parsed.success) {
    const issue = firstIssue(parsed.error);
    return invalid(issue.path, sentenceOf(issue));
  }
  const rating = parsed.data;
  // Characters are counted only where there could be too many: none has less than one unit.
  if (rating.comment && rating.comment.length > commentLength && [...rating.comment].length > commentLength)
    return invalid(["comment"], `must have at most ${commentLength} characters`);
  if (project.touchpoints === "open") return { rating };

  if (!Object.hasOwn(project.touchpoints, rating.touchpoint)) {
    const field = fieldOf(index, ["touchpoint"]);
    const detail = `${field} is not in this project's catalogue yet; the rating is welcome once it is.`;
    return {
      result: {
        id: rating.id,
        status: "retry",
        retryAfterMs: UNKNOWN_TOUCHPOINT_RETRY,
        problem: problem("unknown-touchpoint", detail, field),
      },
    };
  }
  const fault = misfit(rating, project.touchpoints[rating.touchpoint] ?? {});
  return fault ? invalid(fault.path, fault.detail) : { rating };
}

/** The answer for an item of more bytes than one may have. */
export function tooLarge(item: unknown, index: number, { ratingBytes }: Pick<Limits, "ratingBytes">): RatingResult {
  return refuse(item, index, [], `must have at most ${ratingBytes} bytes`);
}

/** The answer for a task that the same person has rated under another id. */
export function alreadyRated(id: string): RatingResult {
  const detail = "This round of the task has a rating by this person already; the first one counts.";
  return { id, status: "refused", problem: problem("already-rated", detail) };
}

/** What a rating says that its touchpoint does not know. */
function misfit(rating: Rating, touchpoint: Touchpoint): { path: PropertyKey[]; detail: string } | undefined {
  const instrument = touchpoint.instrument ?? DEFAULT_INSTRUMENT;
  if (rating.instrument !== instrument)
    return { path: ["instrument"], detail: `must be "${instrument}" for this touchpoint` };

  const own = new Set(touchpoint.reasons?.map((reason) => (typeof reason === "string" ? reason : reason.id)));
  const unknown = rating.reasons?.findIndex((reason) => !isBuiltInReason(reason) && !own.has(reason)) ?? -1;
  if (unknown !== -1)
    return { path: ["reasons", unknown], detail: "must be a built-in reason or one of this touchpoint's own" };

  for (const [name, value] of Object.entries(rating.context ?? {})) {
    const allowed =
      touchpoint.context && Object.hasOwn(touchpoint.context, name) ? touchpoint.context[name] : undefined;
    if (!allowed) return { path: ["context", name], detail: "is not part of this touchpoint's context" };
    if (!allowed.includes(value))
      return { path: ["context", name], detail: "must be one of the values that the catalogue lists" };
  }
  return undefined;
}

function refuse(item: unknown, index: number, path: readonly PropertyKey[], detail: string): RatingResult {
  const field = fieldOf(index, path);
  return { id: idOf(item), status: "invalid", problem: problem("invalid-rating", `${field} ${detail}.`, field) };
}

/** The id as it was sent, so that the sender finds its item; empty where it sent none. */
function idOf(item: unknown): string {
  if (typeof item !== "object" || item === null || !("id" in item)) return "";
  return typeof item.id === "string" ? item.id : "";
}

function fieldOf(index: number, path: readonly PropertyKey[]): string {
  return pathOf({ path }, `ratings[${index}]`);
}

function problem(code: ProblemCode, detail: string, field?: string): Problem {
  return { type: problemType(code), title: PROBLEM_TITLES[code], detail, ...(field && { field }) };
}
