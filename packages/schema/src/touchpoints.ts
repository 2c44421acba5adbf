import { z } from "zod";
import { instrumentId, slug } from "./rating.js";
import { BUILT_IN_REASONS, type BuiltInReason } from "./words/index.js";

const reasonIds = Object.keys(BUILT_IN_REASONS) as [BuiltInReason, ...BuiltInReason[]];

const ownReasonSchema = z.object({
  id: slug,
  when: z.enum(["low", "high"]),
  label: z.object({ en: z.string().min(1) }).catchall(z.string().min(1)),
});

/** One touchpoint of a catalogue. A text among the reasons must be built in; an own one is an object. */
export const touchpointSchema = z.object({
  instrument: instrumentId.optional(),
  reasons: z.array(z.union([z.enum(reasonIds), ownReasonSchema])).optional(),
  context: z.record(z.string(), z.array(z.string().min(1)).min(1)).optional(),
});

/** The catalogue that an app defines with `defineTouchpoints`, read as JSON. */
export const catalogueSchema = z.record(slug, touchpointSchema);
