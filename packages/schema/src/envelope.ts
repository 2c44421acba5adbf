import { z } from "zod";
import { withoutProto } from "./rating.js";
import { LIMITS, WIRE_VERSION } from "./words/index.js";

/**
 * The frame around ratings. The ratings themselves stay unparsed here: one that is not valid must not take
 * its neighbours down with it, so each is judged on its own by `ratingSchema`.
 */
export const envelopeSchema = z.object({
  version: z.literal(WIRE_VERSION),
  key: z.string().min(1).max(LIMITS.slugLength),
  sdk: z.string().max(LIMITS.slugLength).optional(),
  sentAt: z.iso.datetime().optional(),
  ratings: z.array(z.unknown()).min(1).max(LIMITS.envelopeRatings),
  lost: withoutProto(z.record(z.string().max(LIMITS.slugLength), z.int().min(0))).optional(),
});

/** A problem in an answer. Members of its own that another server adds are dropped. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int().optional(),
  detail: z.string().optional(),
  field: z.string().optional(),
});

/** What became of one rating: `invalid` and `refused` need a problem, `retry` a wait in milliseconds. */
export const ratingResultSchema = z.discriminatedUnion("status", [
  z.object({ id: z.string(), status: z.literal("stored") }),
  z.object({ id: z.string(), status: z.literal("duplicate") }),
  z.object({ id: z.string(), status: z.literal("conflict") }),
  z.object({ id: z.string(), status: z.literal("invalid"), problem: problemSchema }),
  z.object({ id: z.string(), status: z.literal("refused"), problem: problemSchema }),
  z.object({
    id: z.string(),
    status: z.literal("retry"),
    retryAfterMs: z.int().min(0),
    problem: problemSchema.optional(),
  }),
]);

/** The body of an answer with status 200. That every id was sent, and is named once, is for the reader to check. */
export const envelopeAnswerSchema = z.object({ results: z.array(ratingResultSchema) });
