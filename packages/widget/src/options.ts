import {
  AUDIENCES,
  type Catalogue,
  demand,
  INSTRUMENTS,
  LARGEST_GROUP,
  MINIMUM_GROUP,
  OPAQUE_ID_LENGTH,
  ROUNDS,
  SLUG,
  SLUG_LENGTH,
} from "@aftertask/schema/words";
import type { AftertaskOptions, AftertaskSettings, AskOptions } from "./types.js";

/** Everything that can be left out, said once. */
export const DEFAULTS = {
  theme: "auto",
  placement: "bottom-end",
  minimumGroup: MINIMUM_GROUP,
  sampling: 1,
  fatigue: "default",
  mode: "live",
  busy: false,
  shortcut: "F6",
} as const;

type Given = AftertaskSettings<Catalogue>;
type Defaulted = keyof typeof DEFAULTS;

export type Settings = Omit<Given, Defaulted> & { [K in Defaulted]: NonNullable<Given[K]> };

type Rule = [holds: (value: unknown) => unknown, wanted: string];

const oneOf = (...words: readonly string[]): Rule => [
  (value) => words.includes(value as string),
  `one of ${words.join(", ")}`,
];
const whole = (from: number, to: number): Rule => [
  (value) => Number.isInteger(value) && (value as number) >= from && (value as number) <= to,
  `a whole number from ${from} to ${to}`,
];
const text: Rule[0] = (value) => typeof value === "string" && value;
const element: Rule = [(value) => (value as { nodeType?: unknown } | null)?.nodeType === 1, "an element of the page"];
const id: Rule = [
  (value) => text(value) && (value as string).length <= OPAQUE_ID_LENGTH,
  `a text of 1 to ${OPAQUE_ID_LENGTH} characters, such as 'BEN-1042'`,
];
const slug: Rule = [
  (value) => text(value) && (value as string).length <= SLUG_LENGTH && SLUG.test(value as string),
  "a slug such as 'hr.payroll'",
];

/** What each option must be, as far as it is given. */
const RULES: Readonly<Record<string, Rule>> = {
  // As the client will have it, said before anybody is asked: neither a name without a scheme, nor one that is no web
  // address, nor a password. Addresses take a backslash for a slash, and any number of them.
  endpoint: [
    (value) => text(value) && /^((https?:)?\/\/(?![\\/]*[^\\/?#]*@)|\.{0,2}\/(?![\\/]))/i.test(value as string),
    "an https:// address or a path, such as '/v1/ratings'",
  ],
  key: [text, "the project's public key"],
  // An empty one is what a page without a `lang` has.
  locale: [(value) => typeof value === "string", "a BCP 47 tag, such as 'fr'"],
  theme: oneOf("auto", "light", "dark"),
  accent: [(value) => CSS.supports("color", String(value)), "a colour such as 'teal' or '#0f6e84'"],
  placement: oneOf("bottom-end", "bottom-start", "top-end", "top-start"),
  fatigue: oneOf("default", "off"),
  mode: oneOf("live", "mock", "off"),
  busy: [(value) => typeof value === "boolean", "true or false"],
  shortcut: [(value) => /^(off|F([1-9]|1[0-2]))$/.test(value as string), "a function key such as 'F6', or 'off'"],
  privacy: oneOf("confidential"),
  sampling: [(value) => typeof value === "number" && value > 0 && value <= 1, "a number above 0 and up to 1"],
  minimumGroup: whole(MINIMUM_GROUP, LARGEST_GROUP),
  audience: oneOf(...AUDIENCES),
  layout: oneOf("corner", "anchored", "inline"),
  touchpoint: slug,
  instrument: oneOf(...Object.keys(INSTRUMENTS)),
  provider: slug,
  task: id,
  person: id,
  round: whole(1, ROUNDS),
  finishedAt: [(value) => !Number.isNaN(timeOf(value as string)), "a Date, an ISO 8601 text or a number"],
  anchor: element,
  container: element,
  signal: [(value) => typeof (value as { aborted?: unknown } | null)?.aborted === "boolean", "an AbortSignal"],
};

/** @throws {AftertaskUsageError} that names the first option that is of the wrong kind */
export function check(given: object): void {
  for (const [option, value] of Object.entries(given)) {
    const rule = RULES[option];
    if (rule) demand(value === undefined || rule[0](value), option, rule[1]);
  }
}

/** Settings with their defaults. What is given as `undefined` goes back to its default: somebody has signed out. */
export function settingsFrom(given: Given, before: Partial<Settings> = {}): Settings {
  const said = Object.entries({ ...before, ...given }).filter(([, value]) => value !== undefined);
  const settings: Settings = { ...DEFAULTS, ...Object.fromEntries(said) };
  check(settings);
  return settings;
}

/** The two options that have no default. */
export function checkAddress(options: AftertaskOptions<Catalogue>): void {
  const { endpoint = "", key = "" } = options ?? {};
  check({ endpoint, key });
}

/** What an ask must have to be understood by any collector. */
export function checkAsk(touchpoint = "", asked: AskOptions): void {
  const { task = "", layout, anchor = null, container = null } = asked ?? {};
  check({ touchpoint, ...asked, task });
  if (layout === "anchored") check({ anchor });
  if (layout === "inline") check({ container });
}

/** Milliseconds since 1970; NaN when it is no time. */
export function timeOf(time: Date | string | number): number {
  return new Date(time).getTime();
}
