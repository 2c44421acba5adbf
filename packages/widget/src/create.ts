import { type Catalogue, demand } from "@aftertask/schema/words";
import { composeAftertask } from "./aftertask.js";
import { checkAddress } from "./options.js";
import type { Aftertask, AftertaskOptions, RegisteredCatalogue } from "./types.js";

/**
 * Creates an instance. On a server it may be imported, not created.
 * @throws {AftertaskUsageError} when the endpoint or the key is missing or an option is of the wrong kind, and on a server
 */
export function createAftertask<const C extends Catalogue = RegisteredCatalogue>(
  options: AftertaskOptions<C>,
): Aftertask<C> {
  demand(globalThis.document, "createAftertask", "called where there is a page, not on a server");
  checkAddress(options as AftertaskOptions<Catalogue>);
  return composeAftertask(options as AftertaskOptions<Catalogue>) as unknown as Aftertask<C>;
}
