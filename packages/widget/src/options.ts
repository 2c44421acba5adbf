import { AUDIENCES, type Catalogue, LIMITS, SLUG } from "@aftertask/schema/words";
import { AftertaskUsageError } from "./errors.js";
import type { AftertaskOptions, AftertaskSettings, AskOptions } from "./types.js";

/** Everything that can be left out, said once. */
export const DEFAULTS = {
  theme: "auto",
  placement: "bottom-end",
  minimumGroup: LIMITS.minimumGroup,
  sampling: 1,
  fatigue: "default",
  mode: "live",
} as const;

export type Settings = typeof DEFAULTS extends infer D
  ? Omit<AftertaskSettings<Catalogue>, keyof D> & Required<Pick<AftertaskSettings<Catalogue>, keyof D & keyof AftertaskSettings>>
  : never;

const ALLOWED = {
  theme: ["auto", "light", "dark"],
  placement: ["bottom-end", "bottom-start", "top-end", "top-start"],
  fatigue: ["default", "off"],
  mode: ["live", "off"],
  audience: AUDIENCES,
  layout: ["corner", "anchored", "inline"],
} as const;

/** Settings with their defaults. A value of the wrong kind is a usage error that names the option. */
export function settingsFrom(given: AftertaskSettings<Catalogue>, before: Partial<Settings> = {}): Settings {
  const settings = { ...DEFAULTS, ...before, ...withoutUndefined(given) } as Settings;
  for (const option of ["theme", "placement", "fatigue", "mode", "audience"] as const) oneOf(option, settings[option]);
  if (!(settings.sampling > 0 && settings.sampling <= 1))
    throw new AftertaskUsageError("sampling", "must be a number above 0 and up to 1.");
  if (!(Number.isInteger(settings.minimumGroup) && settings.minimumGroup >= LIMITS.minimumGroup))
    throw new AftertaskUsageError("minimumGroup", `must be a whole number of at least ${LIMITS.minimumGroup}.`);
  opaqueId("person", settings.person);
  return settings;
}

/** The two options that have no default. */
export function checkAddress({ endpoint, key }: AftertaskOptions<Catalogue>): void {
  if (typeof endpoint !== "string" || !endpoint)
    throw new AftertaskUsageError("endpoint", "is missing: give the address that ratings are posted to, such as '/v1/ratings'.");
  if (typeof key !== "string" || !key)
    throw new AftertaskUsageError("key", "is missing: give the project's public key, such as 'pk_intranet'.");
}

/** What an ask must have to be understood by any collector. */
export function checkAsk(touchpoint: string, options: AskOptions): void {
  if (typeof touchpoint !== "string" || !SLUG.test(touchpoint) || touchpoint.length > LIMITS.slugLength)
    throw new AftertaskUsageError("touchpoint", "must be lower-case words joined by '.', '-' or '_', such as 'hr.benefits-paperwork'.");
  if (!options?.task) throw new AftertaskUsageError("task", "is missing: give the id of the finished piece of work.");
  opaqueId("task", options.task);
  opaqueId("person", options.person);
  oneOf("audience", options.audience);
  oneOf("layout", options.layout);
  if (options.round !== undefined && !(Number.isInteger(options.round) && options.round >= 1))
    throw new AftertaskUsageError("round", "must be a whole number from 1.");
  if (options.provider !== undefined && !SLUG.test(options.provider))
    throw new AftertaskUsageError("provider", "must be a slug of a team, such as 'hr-payroll'.");
  if (options.finishedAt !== undefined && Number.isNaN(timeOf(options.finishedAt)))
    throw new AftertaskUsageError("finishedAt", "must be a Date, an ISO 8601 text or milliseconds since 1970.");
  if (options.layout === "anchored" && !options.anchor)
    throw new AftertaskUsageError("anchor", "is missing: the anchored layout stands beside an element.");
  if (options.layout === "inline" && !options.container)
    throw new AftertaskUsageError("container", "is missing: the inline layout stands in an element.");
}

/** Facts that the touchpoint's catalogue does not list would be refused by the collector: say so at once. */
export function checkContext(touchpoint: string, catalogue: Catalogue, context: Record<string, string>): void {
  const allowed = catalogue[touchpoint]?.context ?? {};
  for (const [name, value] of Object.entries(context))
    if (!allowed[name]?.includes(value))
      throw new AftertaskUsageError(`context.${name}`, `must be one of the values that the catalogue lists for '${touchpoint}'.`);
}

/** Milliseconds since 1970; NaN when it is no time. */
export function timeOf(time: Date | string | number): number {
  return new Date(time).getTime();
}

function oneOf(option: keyof typeof ALLOWED, value: string | undefined): void {
  const allowed: readonly string[] = ALLOWED[option];
  if (value !== undefined && !allowed.includes(value))
    throw new AftertaskUsageError(option, `must be one of ${allowed.join(", ")}.`);
}

function opaqueId(option: string, value: string | undefined): void {
  if (value !== undefined && (typeof value !== "string" || value.length > LIMITS.opaqueIdLength))
    throw new AftertaskUsageError(option, `must be a text of at most ${LIMITS.opaqueIdLength} characters.`);
}

function withoutUndefined<T extends object>(given: T): Partial<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>;
}
