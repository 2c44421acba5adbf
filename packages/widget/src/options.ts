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

type Given = AftertaskSettings<Catalogue>;
type Defaulted = keyof typeof DEFAULTS;

export type Settings = Omit<Given, Defaulted> & { [K in Defaulted]: NonNullable<Given[K]> };

/** The options that take one of a few words. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  theme: ["auto", "light", "dark"],
  placement: ["bottom-end", "bottom-start", "top-end", "top-start"],
  fatigue: ["default", "off"],
  mode: ["live", "off"],
  audience: AUDIENCES,
  layout: ["corner", "anchored", "inline"],
};

/** Settings with their defaults. A value of the wrong kind is a usage error that names the option. */
export function settingsFrom(given: Given, before: Partial<Settings> = {}): Settings {
  const settings: Settings = { ...DEFAULTS, ...before, ...withoutUndefined(given) };
  const { sampling, minimumGroup } = settings;
  checkCommon(settings);
  expect(sampling > 0 && sampling <= 1, "sampling", "a number above 0 and up to 1");
  expect(minimumGroup >= LIMITS.minimumGroup, "minimumGroup", `at least ${LIMITS.minimumGroup}`);
  return settings;
}

/** The two options that have no default. */
export function checkAddress({ endpoint, key }: AftertaskOptions<Catalogue>): void {
  expect(isText(endpoint), "endpoint", "the address that ratings are posted to, such as '/v1/ratings'");
  expect(isText(key), "key", "the project's public key, such as 'pk_intranet'");
}

/** What an ask must have to be understood by any collector. */
export function checkAsk(touchpoint: string, asked: AskOptions): void {
  const { task, round = 1, provider = "x", finishedAt = 0, layout, anchor, container } = asked ?? {};
  expect(isSlug(touchpoint), "touchpoint", "a slug such as 'hr.benefits-paperwork'");
  expect(
    isText(task, LIMITS.opaqueIdLength),
    "task",
    `the id of the finished work, at most ${LIMITS.opaqueIdLength} characters`,
  );
  checkCommon(asked);
  expect(Number.isInteger(round) && round > 0, "round", "a whole number from 1");
  expect(isSlug(provider), "provider", "the slug of a team, such as 'hr-payroll'");
  expect(!Number.isNaN(timeOf(finishedAt)), "finishedAt", "a Date, an ISO 8601 text or milliseconds since 1970");
  expect(layout !== "anchored" || anchor, "anchor", "the element to stand beside");
  expect(layout !== "inline" || container, "container", "the element to stand in");
}

/** Facts that the touchpoint's catalogue does not list would be refused by the collector: say so at once. */
export function checkContext(touchpoint: string, catalogue: Catalogue, context: Record<string, string>): void {
  const allowed = catalogue[touchpoint]?.context ?? {};
  for (const [name, value] of Object.entries(context))
    expect(allowed[name]?.includes(value), `context.${name}`, `a value that the catalogue lists for '${touchpoint}'`);
}

/** Milliseconds since 1970; NaN when it is no time. */
export function timeOf(time: Date | string | number): number {
  return new Date(time).getTime();
}

function checkCommon(given: object): void {
  for (const [option, value] of Object.entries(given)) {
    const words = WORDS[option];
    if (words && value !== undefined) expect(words.includes(value), option, `one of ${words.join(", ")}`);
  }
  const { person = "x" } = given as { person?: string };
  expect(
    isText(person, LIMITS.opaqueIdLength),
    "person",
    `an opaque id of at most ${LIMITS.opaqueIdLength} characters`,
  );
}

function expect(holds: unknown, option: string, wanted: string): asserts holds {
  if (!holds) throw new AftertaskUsageError(option, `must be ${wanted}.`);
}

/** @param longest characters; addresses are not bounded here */
function isText(value: unknown, longest = Infinity): boolean {
  return typeof value === "string" && value !== "" && value.length <= longest;
}

function isSlug(value: unknown): boolean {
  return typeof value === "string" && value.length <= LIMITS.slugLength && SLUG.test(value);
}

function withoutUndefined<T extends object>(given: T): Partial<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>;
}
