import {
  AftertaskUsageError,
  type Catalogue,
  DEFAULT_INSTRUMENT,
  demand,
  isBuiltInReason,
} from "@aftertask/schema/words";
import { check } from "./options.js";
import type { AskOptions } from "./types.js";
import { warnOfUnknown } from "./unknown-option.js";

// In TypeScript the compiler says this; in plain JavaScript nobody else would. Apart from the other options, because a
// script tag has no catalogue, and need not carry what checks one.

/** @throws {AftertaskUsageError} that names the first mistake in a catalogue */
export function checkCatalogue(catalogue: Catalogue): void {
  for (const [touchpoint, entry] of Object.entries(catalogue)) {
    const { reasons = [], instrument } = entry;
    warnOfUnknown("a touchpoint of the catalogue", entry);
    check({ touchpoint, instrument });
    for (const reason of reasons)
      if (typeof reason === "string" && !isBuiltInReason(reason))
        throw new AftertaskUsageError(`touchpoints['${touchpoint}'].reasons`, `has no built-in reason '${reason}'.`);
  }
}

/**
 * Facts that the touchpoint's catalogue does not list and another instrument than its own would be refused by the
 * collector: this says so at once.
 * @throws {AftertaskUsageError}
 */
export function checkAgainst(catalogue: Catalogue, touchpoint: string, asked: AskOptions): void {
  const entry = catalogue[touchpoint];
  const { context = {}, instrument } = asked;
  const named = entry?.instrument ?? DEFAULT_INSTRUMENT;
  demand(!instrument || !entry || instrument === named, "instrument", `left out, or ${named} as in the catalogue`);
  for (const [name, value] of Object.entries(context))
    demand(entry?.context?.[name]?.includes(value), `context.${name}`, "a value that the touchpoint's catalogue lists");
}
