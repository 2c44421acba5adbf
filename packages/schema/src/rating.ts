import { z } from "zod";
import {
  AUDIENCES,
  CHANNELS,
  INSTRUMENTS,
  ISO_WEEK,
  type InstrumentId,
  LAYOUTS,
  LIMITS,
  LOST_TIME_BANDS,
  SLUG,
  UUID,
} from "./words/index.js";

export const instrumentId = z.enum(Object.keys(INSTRUMENTS) as [InstrumentId, ...InstrumentId[]]);

/** Text that every database stores alike: no NUL, no half of a surrogate pair. Its length is in characters, not in UTF-16 units. */
export const text = (codePoints: number, string = z.string()) =>
  string
    .refine((value) => !value.includes("\0"), "must not contain the NUL character")
    .refine((value) => value.isWellFormed(), "must be well-formed Unicode")
    .refine((value) => [...value].length <= codePoints, `must have at most ${codePoints} characters`)
    .meta({ maxLength: codePoints });

export const slug = text(
  LIMITS.slugLength,
  z.string().regex(SLUG, "must be lower-case words joined by '.', '-' or '_', such as 'hr.benefits-paperwork'"),
);

const opaqueId = text(LIMITS.opaqueIdLength, z.string().min(1, "must not be empty"));

const promise = z.object({
  mode: z.enum(["confidential", "named"]),
  minimumGroup: z.int().min(LIMITS.minimumGroup).max(LIMITS.largestGroup),
});

const fields = z.object({
  id: z.string().regex(UUID, "must be a UUID in lower case"),
  touchpoint: slug,
  instrument: instrumentId,
  score: z.int().nullable(),
  wording: text(LIMITS.slugLength).optional(),
  reasons: z
    .array(slug)
    .max(LIMITS.reasons)
    .refine((reasons) => new Set(reasons).size === reasons.length, "must not repeat a reason")
    .optional(),
  lostTime: z.enum(LOST_TIME_BANDS).optional(),
  comment: text(LIMITS.commentLength).optional(),
  notSolved: z.boolean().optional(),
  provider: slug.optional(),
  audience: z.enum(AUDIENCES).optional(),
  locale: text(35).optional(),
  layout: z.enum(LAYOUTS).optional(),
  channel: z.enum(CHANNELS).optional(),
  sampling: z.number().gt(0).max(1).optional(),
  ratedAt: z.iso.datetime({ message: "must be an ISO 8601 time in UTC, such as '2026-11-21T09:29:48Z'" }),
  context: withoutProto(
    z
      .record(slugLikeKey(), text(LIMITS.slugLength))
      .refine(
        (context) => Object.keys(context).length <= LIMITS.contextKeys,
        `must have at most ${LIMITS.contextKeys} keys`,
      ),
  ).optional(),
  promise: promise.optional(),
  task: opaqueId.optional(),
  round: z.int().min(1).max(LIMITS.rounds).optional(),
  person: opaqueId.optional(),
});

/** A rating as it travels. Members that it does not know are dropped, so that a newer sender is understood. */
export const ratingSchema = fields.superRefine((rating, context) => {
  const { min, max } = INSTRUMENTS[rating.instrument];
  if (rating.score !== null && (rating.score < min || rating.score > max))
    context.addIssue({
      code: "custom",
      path: ["score"],
      message: `must be a whole number from ${min} to ${max} for ${rating.instrument}, or null for "doesn't apply"`,
    });
});

/** A parser of records leaves `__proto__` out without a word. Whoever sends it hears of it. */
export function withoutProto<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value, context) => {
    if (typeof value === "object" && value !== null && Object.hasOwn(value, "__proto__"))
      context.addIssue({ code: "custom", path: ["__proto__"], message: "is a reserved name" });
    return value;
  }, schema);
}

/** What is kept of a rating: see `AccessedRating`. */
const accessedRating = fields
  .omit({ ratedAt: true, promise: true, task: true, round: true, person: true })
  .extend({ key: z.string(), week: z.string().regex(ISO_WEEK) });

/** The body of `GET /v1/ratings/{id}`. */
export const accessAnswerSchema = z.object({ ratings: z.array(accessedRating).min(1) });

/** Keys of a context are identifiers: no dots, and nothing that an object inherits. */
function slugLikeKey() {
  return z
    .string()
    .max(64)
    .regex(/^[a-zA-Z][a-zA-Z0-9_-]*$/, "must be an identifier")
    .refine((key) => !(key in {}), "is a reserved name");
}
