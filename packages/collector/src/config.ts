import { catalogueSchema } from "@aftertask/schema";
import { LIMITS } from "@aftertask/schema/words";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { firstIssue, pathOf, sentenceOf } from "./fault.js";
import { type AdminToken, digestOf, SCOPES } from "./guard/admin-token.js";
import { isOrigin } from "./guard/origin.js";
import { DEFAULT_LIMITS, type Limits } from "./limits.js";
import { findJsonFault } from "./json-fault.js";
import type { Project, Rate } from "./project.js";

/** The configuration cannot be used. */
export class ConfigError extends Error {
  /** Tells it from other errors where two copies of the package make `instanceof` useless. */
  override readonly name = "ConfigError";
}

/** What a configuration says. */
export interface Config {
  /** At least one. */
  projects: readonly Project[];
  /** Who may read reports and figures, beside whoever has the token of the environment. Default: nobody. */
  adminTokens: readonly AdminToken[];
  /** Proxies of one's own before the collector. Default: not known, and nothing is counted by address. */
  trustedProxies?: number | undefined;
  /** Requests from one address, where those are known. */
  addressRate: Rate;
  /** How much the collector takes from a stranger. */
  limits: Limits;
}

/** Enough for a room full of people behind one address. */
export const DEFAULT_ADDRESS_RATE: Rate = { perSecond: 100, burst: 500 };

/** A year: the row of a rating holds its comment, and what was published of it stays without it. */
export const DEFAULT_RETENTION_WEEKS = 53;

const LATER = "other values are not part of this version";

const origin = z.string().refine(isOrigin, {
  error:
    'must be an origin as browsers write it, such as "https://intranet.example"; "*" and "null" would let every page send',
});

const origins = z.array(origin).min(1, "must name at least one origin whose pages may send ratings");

const key = z
  .string()
  .min(1, "must not be empty")
  .max(LIMITS.slugLength)
  // What one database would keep, and another would not.
  .refine((text) => text.isWellFormed() && !text.includes("\0"), "must be Unicode text without the NUL character");

const rate = z.strictObject({
  perSecond: z.number().positive("must be more than 0").max(1_000_000),
  burst: z.int().min(1, "must be at least 1, or nothing could ever pass").max(1_000_000),
});

const rateOrNone = z.union([z.literal("unlimited"), rate], {
  error: 'must be { "perSecond", "burst" }, both above 0, or "unlimited"',
});

/** No union: it would say that neither side is right, and not where the catalogue is wrong. */
const touchpoints = z.unknown().transform((given, context) => {
  if (given === "open") return given;
  const isTable = typeof given === "object" && given !== null && !Array.isArray(given);
  // Nothing could be rated: whatever is sent would come again and again.
  const isEmpty = isTable && Object.keys(given).length === 0;
  const parsed = isTable && !isEmpty ? catalogueSchema.safeParse(given, { error: explain }) : undefined;
  if (parsed?.success) return parsed.data;
  const { path, message } = parsed ? firstIssue(parsed.error) : NO_CATALOGUE;
  context.addIssue({ code: "custom", path: [...path], message });
  return z.NEVER;
});

const NO_CATALOGUE = {
  path: [],
  message:
    'must be a catalogue as defineTouchpoints takes it, with at least one touchpoint, or "open" to accept every touchpoint',
};

const projectSchema = z.strictObject({
  key,
  keys: z
    .array(z.strictObject({ key, origins: origins.optional(), rate: rateOrNone.optional() }))
    .min(1, "must name at least one key, or be left out")
    .optional(),
  origins,
  rate: rateOrNone.default({ perSecond: 50, burst: 200 }),
  privacy: z.literal("confidential", { error: `must be "confidential"; ${LATER}` }).default("confidential"),
  minimumGroup: z
    .int()
    .min(LIMITS.minimumGroup, `must be at least ${LIMITS.minimumGroup} people`)
    .max(LIMITS.largestGroup, `must be at most ${LIMITS.largestGroup} people`)
    .default(LIMITS.minimumGroup),
  tickets: z.literal("off", { error: `must be "off"; ${LATER}` }).default("off"),
  publication: z
    .literal("weekly", { error: 'must be "weekly"; "immediate" is for demonstrations only (--demo)' })
    .default("weekly"),
  retentionWeeks: z
    .int()
    .min(8, "must be at least 8: until then a rating may be sent again, and must be known")
    .max(520, "must be at most 520, ten years")
    .default(DEFAULT_RETENTION_WEEKS),
  touchpoints,
  // Refused rather than ignored: whoever names a team expects that reports go by it.
  providers: z
    .strictObject({}, "must be empty, or left out; the sizes of teams are not part of this version")
    .optional(),
});

const DIGEST_OF_NOTHING = digestOf("").toString("hex");

const adminTokenSchema = z
  .strictObject(
    {
      sha256: z
        .string("must be what `aftertask-collector token` writes")
        .regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits, as `aftertask-collector token` writes them")
        .refine(
          (digest) => digest !== DIGEST_OF_NOTHING,
          "is the digest of nothing: make a token with `aftertask-collector token`",
        ),
      scopes: z.array(z.enum(SCOPES, `must be one of ${SCOPES.join(", ")}`)).min(1, "must name at least one scope"),
      projects: z.union([z.literal("all"), z.array(z.string()).min(1)], {
        error: 'must name at least one project by its key, or be "all"',
      }),
    },
    {
      // Neither a token that stands there in plain nor anything else that it would have to repeat.
      error: ({ code }) =>
        code === "unrecognized_keys"
          ? "is not valid: it takes sha256, scopes and projects alone, never the token itself"
          : undefined,
    },
  )
  .refine(
    ({ scopes, projects }) => projects === "all" || !scopes.includes("metrics:read"),
    'must have projects "all" for metrics:read: figures are those of the whole process',
  );

const limitsSchema = z.strictObject(
  Object.fromEntries(
    Object.entries(DEFAULT_LIMITS).map(([name, most]) => [
      name,
      z
        .int()
        .min(1, "must be at least 1")
        .max(most, `must be at most ${most}: limits can only be lowered`)
        .default(most),
    ]),
  ) as Record<keyof Limits, z.ZodDefault<z.ZodInt>>,
);

const configSchema = z
  .strictObject({
    projects: z
      .array(projectSchema, 'must be a list of projects, each with its "key", "origins" and "touchpoints"')
      .min(1, "must name at least one project"),
    adminTokens: z.array(adminTokenSchema).default([]),
    trustedProxies: z.int().min(0, "must be the number of your own proxies, 0 where there are none").max(10).optional(),
    addressRate: rate.default(DEFAULT_ADDRESS_RATE),
    limits: limitsSchema.prefault({}),
  })
  .superRefine(({ projects, adminTokens }, context) => {
    const complain = (path: (string | number)[], message: string) =>
      context.addIssue({ code: "custom", path, message });
    const names = new Set(projects.map((project) => project.key));
    if (names.size < projects.length) complain(["projects"], "must not repeat a key");
    const sending = projects.flatMap((project) => project.keys ?? [project]).map((one) => one.key);
    if (new Set(sending).size < sending.length)
      complain(["projects"], "must not repeat a key in the keys of a project");
    for (const project of projects)
      if (project.keys?.some((one) => one.key !== project.key && names.has(one.key)))
        complain(["projects"], "must not have a key that names another project in the keys of one");
    if (new Set(adminTokens.map(({ sha256 }) => sha256)).size < adminTokens.length)
      complain(["adminTokens"], "must not repeat a token");
    adminTokens.forEach((token, index) => {
      const at = token.projects === "all" ? -1 : token.projects.findIndex((project) => !names.has(project));
      if (at !== -1) complain(["adminTokens", index, "projects", at], "must be the key of a project");
    });
  });

const EXPECTED: Readonly<Record<string, string>> = {
  array: "must be a list, in [ ]",
  object: "must be an object, in { }",
  record: "must be an object, in { }",
  string: 'must be text, in " "',
  number: "must be a number",
  int: "must be a whole number",
};

/** What would be right, in the place of the parser's own words. */
function explain(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "invalid_type") {
    const expected = EXPECTED[issue.expected];
    return expected && issue.input === undefined ? `is missing: it ${expected}` : expected;
  }
  if (issue.code === "unrecognized_keys") return `must not have "${issue.keys[0]}": no member is called that`;
  return undefined;
}

/**
 * Reads a configuration.
 * @param json as it was parsed from the file
 * @param source what to call it in a message
 * @throws ConfigError that names the member at fault and what would be right
 */
export function parseConfig(json: unknown, source = "The configuration"): Config {
  const parsed = configSchema.safeParse(json, { error: explain });
  if (parsed.success) return parsed.data;
  // A name that nobody knows may be that of what is missing, misspelt: so it is told before that.
  const issue = parsed.error.issues.find(({ code }) => code === "unrecognized_keys") ?? firstIssue(parsed.error);
  throw new ConfigError(`${source} cannot be used: ${pathOf(issue) || "it"} ${sentenceOf(issue)}.`);
}

const REMEDY = "--config (AFTERTASK_CONFIG) must name a JSON file with the projects.";

/** What people write who know JavaScript better. */
const NO_JSON = "JSON has no comments, and no comma before a closing bracket.";

/**
 * Reads the file that `--config` names.
 * @throws ConfigError that says what is wrong with it, and where
 */
export function readConfig(file: string): Config {
  return parseConfig(parseFile(file, readFile(file)), file);
}

function readFile(file: string): string {
  try {
    // Some editors of Windows begin a file with a byte order mark.
    return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (cause) {
    throw new ConfigError(`${file} cannot be read: ${REMEDY}`, { cause });
  }
}

function parseFile(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const { line, column } = findJsonFault(text);
    throw new ConfigError(`${file} is not JSON in line ${line}, column ${column}: ${REMEDY} ${NO_JSON}`);
  }
}
