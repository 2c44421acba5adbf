import { catalogueSchema } from "@aftertask/schema";
import { LIMITS } from "@aftertask/schema/words";
import { z } from "zod";
import { firstIssue, pathOf, sentenceOf } from "./fault.js";
import type { Project } from "./project.js";

/** The configuration cannot be used. */
export class ConfigError extends Error {
  /** Tells it from other errors where two copies of the package make `instanceof` useless. */
  override readonly name = "ConfigError";
}

const LATER = "other values are not part of this version";

const origin = z.string().refine(isOrigin, {
  error: 'must be an origin as browsers write it, such as "https://intranet.example"',
});

const projectSchema = z.strictObject({
  key: z.string().min(1, "must not be empty").max(LIMITS.slugLength),
  origins: z.array(origin).min(1, "must name at least one origin whose pages may send ratings"),
  privacy: z.literal("confidential", { error: `must be "confidential"; ${LATER}` }).default("confidential"),
  minimumGroup: z
    .int()
    .min(LIMITS.minimumGroup, `must be at least ${LIMITS.minimumGroup} people`)
    .default(LIMITS.minimumGroup),
  tickets: z.literal("off", { error: `must be "off"; ${LATER}` }).default("off"),
  publication: z
    .literal("weekly", { error: 'must be "weekly"; "immediate" is for demonstrations only (--demo)' })
    .default("weekly"),
  touchpoints: z.union([z.literal("open"), catalogueSchema], {
    error: 'must be a catalogue as defineTouchpoints takes it, or "open" to accept every touchpoint',
  }),
  // Refused rather than ignored: whoever gives it expects that reports go by it.
  providers: z.never("must be left out; the sizes of teams are not part of this version").optional(),
});

const configSchema = z.strictObject({
  projects: z
    .array(projectSchema)
    .min(1, "must name at least one project")
    .refine((projects) => new Set(projects.map(({ key }) => key)).size === projects.length, "must not repeat a key"),
});

/**
 * Reads a configuration.
 * @param json as it was parsed from the file
 * @param source what to call it in a message
 * @throws ConfigError that names the member at fault and what would be right
 */
export function parseConfig(json: unknown, source = "The configuration"): Project[] {
  const parsed = configSchema.safeParse(json);
  if (parsed.success) return parsed.data.projects;
  const issue = firstIssue(parsed.error);
  throw new ConfigError(`${source} cannot be used: ${pathOf(issue) || "it"} ${sentenceOf(issue)}.`);
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.origin === text && (url.protocol === "https:" || url.protocol === "http:");
}
