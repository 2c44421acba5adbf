import { Refusal } from "../problem.js";
import type { WriteKey } from "./key.js";

/**
 * Pages may send from the origins that the key's project, or the key itself, lists, compared as they stand. A request without an origin does not
 * come from a page: it is a server's, and passes.
 */
export function checkOrigin(origin: string | null, { origins }: Pick<WriteKey, "origins">): Refusal | undefined {
  if (origin === null || origins.includes(origin)) return undefined;
  return new Refusal("origin-not-allowed", "Add the page's origin to the origins of the project to allow it.");
}
