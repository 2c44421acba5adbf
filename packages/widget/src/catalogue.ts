import {
  type Catalogue,
  DEFAULT_INSTRUMENT,
  demand,
  isBuiltInReason,
  type OwnReason,
  SLUG,
  type Touchpoint,
} from "@aftertask/schema/words";
import { check } from "./options.js";
import type { AskOptions, SubmittedRating } from "./types.js";
import { warnOfUnknown } from "./unknown-option.js";
import { isTable } from "./words/replace.js";

// In TypeScript the compiler says this; in plain JavaScript nobody else would. Apart from the other options, because a
// script tag has no catalogue, and need not carry what checks one.

/** @throws {AftertaskUsageError} that names the first mistake in a catalogue */
export function checkCatalogue(catalogue: Catalogue): void {
  for (const [touchpoint, entry] of Object.entries(catalogue)) {
    const name = `touchpoints['${touchpoint}']`;
    demand(isTable(entry), name, "an object, such as { reasons: ['waiting'] }");
    warnOfUnknown("a touchpoint of the catalogue", entry);
    const { reasons = [], instrument, context = {} } = entry;
    check({ touchpoint, instrument });
    demand(Array.isArray(reasons), `${name}.reasons`, "a list");
    for (const reason of reasons)
      demand(
        typeof reason === "string" ? isBuiltInReason(reason) : isOwnReason(reason),
        `${name}.reasons`,
        `built-in ids or { id, when: 'low' or 'high', label: { en } }; this is ${JSON.stringify(reason)}`,
      );
    const ids = reasons.map((reason) => (typeof reason === "string" ? reason : reason.id));
    const twice = ids.find((id, at) => ids.indexOf(id) !== at);
    demand(!twice, `${name}.reasons`, `a list of different ids; ${JSON.stringify(twice)} is there twice`);
    const taken = reasons.find((reason) => typeof reason === "object" && isBuiltInReason(reason.id));
    demand(!taken, `${name}.reasons`, `own ids beside the built-in ones; ${JSON.stringify(taken)} is built in`);
    demand(isTable(context), `${name}.context`, "a table, such as { caseType: ['dental', 'vision'] }");
    for (const [fact, values] of Object.entries(context))
      demand(
        Array.isArray(values) && values[0] && values.every(isText),
        `${name}.context.${fact}`,
        "the list of its values, as texts",
      );
  }
}

const isText = (value: unknown) => typeof value === "string" && value;

function isOwnReason(reason: OwnReason | null): unknown {
  return reason && SLUG.test(reason.id) && ["low", "high"].includes(reason.when) && isText(reason.label?.en);
}

/**
 * Facts that the touchpoint's catalogue does not list and another instrument than its own would be refused by the
 * collector: this says so at once.
 * @throws {AftertaskUsageError}
 */
export function checkAgainst(
  catalogue: Catalogue,
  touchpoint: string,
  { context = {}, instrument }: Pick<AskOptions, "context" | "instrument">,
): void {
  const entry = entryOf(catalogue, touchpoint);
  const named = entry?.instrument ?? DEFAULT_INSTRUMENT;
  demand(!instrument || !entry || instrument === named, "instrument", `left out, or ${named} as in the catalogue`);
  demand(isTable(context), "context", "a table, such as { caseType: 'dental' }");
  for (const [name, value] of Object.entries(context))
    demand(entry?.context?.[name]?.includes(value), `context.${name}`, "a value that the touchpoint's catalogue lists");
}

/**
 * The same for a rating that the app hands in by itself: nobody is asked, so that there is no outcome to say it.
 * @param catalogue none takes every touchpoint
 * @throws {AftertaskUsageError}
 */
export function checkSubmitted(catalogue: Catalogue | undefined, rating: SubmittedRating): void {
  if (!catalogue || !rating) return;
  const { touchpoint, reasons = [], instrument } = rating;
  const entry = entryOf(catalogue, touchpoint);
  demand(entry, "touchpoint", `one of the catalogue; this is ${JSON.stringify(touchpoint)}`);
  const own = entry.reasons?.map((reason) => (typeof reason === "string" ? reason : reason.id)) ?? [];
  demand(Array.isArray(reasons), "reasons", "a list");
  for (const reason of reasons)
    demand(isBuiltInReason(reason) || own.includes(reason), "reasons", "built in, or the touchpoint's own");
  checkAgainst(catalogue, touchpoint, { ...rating, instrument });
}

function entryOf(catalogue: Catalogue, touchpoint: string): Touchpoint | undefined {
  return Object.hasOwn(catalogue, touchpoint) ? catalogue[touchpoint] : undefined;
}
