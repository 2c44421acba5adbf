import { AftertaskUsageError, type Catalogue, demand, isBuiltInReason } from "@aftertask/schema/words";
import { check } from "./options.js";

// In TypeScript the compiler says this; in plain JavaScript nobody else would. Apart from the other options, because a
// script tag has no catalogue, and need not carry what checks one.

/** @throws {AftertaskUsageError} that names the first mistake in a catalogue */
export function checkCatalogue(catalogue: Catalogue): void {
  for (const [touchpoint, { reasons = [], instrument }] of Object.entries(catalogue)) {
    check({ touchpoint, instrument });
    for (const reason of reasons)
      if (typeof reason === "string" && !isBuiltInReason(reason))
        throw new AftertaskUsageError(`touchpoints['${touchpoint}'].reasons`, `has no built-in reason '${reason}'.`);
  }
}

/**
 * Facts that the touchpoint's catalogue does not list would be refused by the collector: this says so at once.
 * @throws {AftertaskUsageError}
 */
export function checkContext(touchpoint: string, catalogue: Catalogue, context: Record<string, string>): void {
  for (const [name, value] of Object.entries(context))
    demand(
      catalogue[touchpoint]?.context?.[name]?.includes(value),
      `context.${name}`,
      "a value that the touchpoint's catalogue lists",
    );
}
