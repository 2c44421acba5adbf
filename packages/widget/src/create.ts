import type { Catalogue } from "@aftertask/schema/words";
import { composeAftertask } from "./aftertask.js";
import type { Aftertask, AftertaskOptions, RegisteredCatalogue } from "./types.js";

/**
 * Creates an instance. On a server it may be imported, not created.
 * @throws {AftertaskUsageError} when the endpoint or the key is missing or an option is of the wrong kind
 */
export function createAftertask<const C extends Catalogue = RegisteredCatalogue>(
  options: AftertaskOptions<C>,
): Aftertask<C> {
  return composeAftertask(options as AftertaskOptions<Catalogue>) as unknown as Aftertask<C>;
}
