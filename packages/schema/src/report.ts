import { z } from "zod";
import { instrumentId, text } from "./rating.js";
import { AUDIENCES, ISO_WEEK, LIMITS } from "./words/index.js";

const week = z.string().regex(ISO_WEEK, "must be an ISO week such as '2026-W47'");
const unit = z.number().min(0).max(1);

/** A row with figures. Fewer than `LIMITS.minimumGroup` answers are an error: nobody may have published them. */
export const shownRowSchema = z.object({
  touchpoint: z.string(),
  week,
  instrument: instrumentId,
  audience: z.enum(AUDIENCES).nullable(),
  provider: z.string().nullable(),
  shown: z.literal(true),
  answered: z.int().min(LIMITS.minimumGroup),
  top2: z.object({ share: unit, low: unit, high: unit }).nullable(),
  band: z.object({ low: unit, high: unit }).nullable(),
  responseRate: unit.nullable(),
});

/** Strict: a suppressed row that carried a count would defeat its purpose. */
export const suppressedRowSchema = z.strictObject({ touchpoint: z.string(), week, shown: z.literal(false) });

/** The body of `GET /v1/report`. */
export const reportSchema = z.object({
  version: z.literal(1),
  key: z.string(),
  minimumGroup: z.int().min(LIMITS.minimumGroup),
  publication: z.enum(["weekly", "immediate"]),
  publishedAt: week,
  rows: z.array(z.discriminatedUnion("shown", [shownRowSchema, suppressedRowSchema])),
  leftOut: z.int().min(1).optional(),
});

/** The query of `GET /v1/report`. */
export const reportQuerySchema = z.object({
  key: z.string("must name the project").min(1, "must name the project"),
  touchpoint: text(LIMITS.slugLength, z.string().min(1, "must not be empty")).optional(),
  from: week.optional(),
  to: week.optional(),
});
