import { z } from "zod";
import { instrumentId, slug } from "./rating.js";
import { BUILT_IN_REASONS, type BuiltInReason } from "./words/index.js";

const reasonIds = Object.keys(BUILT_IN_REASONS) as [BuiltInReason, ...BuiltInReason[]];

const ownReasonSchema = z.strictObject({
  id: slug,
  when: z.enum(["low", "high"]),
  label: z.object({ en: z.string().min(1) }).catchall(z.string().min(1)),
});

const reasonSchema = z.union([z.enum(reasonIds), ownReasonSchema], {
  error: `must be built in (${reasonIds.join(", ")}), or an own one: { "id": a slug, "when": "low" or "high", "label": { "en": its words } }`,
});

/** An id stands for one reason: an answer that names it must mean one thing. */
const reasonsSchema = z.array(reasonSchema).superRefine((reasons, context) => {
  const complain = (path: (string | number)[], message: string) => context.addIssue({ code: "custom", path, message });
  const ids = reasons.map((reason) => (typeof reason === "string" ? reason : reason.id));
  reasons.forEach((reason, index) => {
    const id = ids[index] ?? "";
    if (typeof reason === "object" && Object.hasOwn(BUILT_IN_REASONS, id))
      complain([index, "id"], `must be an id of its own: "${id}" is built in`);
    else if (ids.indexOf(id) < index) complain([index], `must not be there twice: "${id}" is`);
  });
});

/**
 * One touchpoint of a catalogue. A text among the reasons must be built in; an own one is an object. A member that is not
 * known is refused: passed over, a misspelt one would cost the answers that need it.
 */
export const touchpointSchema = z.strictObject({
  instrument: instrumentId.optional(),
  reasons: reasonsSchema.optional(),
  context: z.record(z.string(), z.array(z.string().min(1)).min(1)).optional(),
});

/** The catalogue that an app defines with `defineTouchpoints`, read as JSON. */
export const catalogueSchema = z.record(slug, touchpointSchema, {
  error: ({ code }) =>
    code === "invalid_key"
      ? "must be named by lower-case words joined by '.', '-' or '_', such as 'hr.benefits-paperwork'"
      : undefined,
});
