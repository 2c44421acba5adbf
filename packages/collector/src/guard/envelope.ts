import { envelopeSchema } from "@aftertask/schema";
import { WIRE_VERSION } from "@aftertask/schema/words";
import type { z } from "zod";
import { firstIssue, pathOf, sentenceOf } from "../fault.js";
import { Refusal } from "../problem.js";

export type Frame = z.infer<typeof envelopeSchema>;

/**
 * Checks the frame around ratings. The ratings are judged one by one, later.
 * @param most ratings in one envelope; with too many a sender splits it
 */
export function checkEnvelope(json: unknown, most: number): Frame | Refusal {
  const version: unknown = typeof json === "object" && json !== null && "version" in json ? json.version : undefined;
  if (typeof version === "number" && version !== WIRE_VERSION)
    return new Refusal("unsupported-version", `This collector understands version ${WIRE_VERSION}.`, {
      field: "version",
    });
  const parsed = envelopeSchema.safeParse(json);
  if (parsed.success)
    return parsed.data.ratings.length <= most
      ? parsed.data
      : new Refusal("too-large", `An envelope must have at most ${most} ratings; send fewer at once.`, {
          field: "ratings",
        });
  const issue = firstIssue(parsed.error);
  const field = pathOf(issue);
  return new Refusal("invalid-envelope", `${field || "The body"} ${sentenceOf(issue)}.`, { field });
}
