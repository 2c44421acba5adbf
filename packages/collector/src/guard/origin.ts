import { Refusal } from "../problem.js";
import type { WriteKey } from "./key.js";

/** Longer than the origin of any host is; what is longer is not repeated in an answer. */
const LONGEST = 272;

/** Whether this is an origin of a page, as browsers write it. */
export function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.origin === text && (url.protocol === "https:" || url.protocol === "http:");
}

/**
 * Pages may send from the origins that the key's project, or the key itself, lists, compared as they stand. A request without an origin does not
 * come from a page: it is a server's, and passes.
 */
export function checkOrigin(origin: string | null, { origins }: Pick<WriteKey, "origins">): Refusal | undefined {
  if (origin === null || origins.includes(origin)) return undefined;
  return new Refusal("origin-not-allowed", remedyFor(origin));
}

/** Whoever reads this has a browser's console before them, and somewhere else a configuration. */
function remedyFor(origin: string): string {
  if (origin === "null")
    return "A page without an origin (opened from a file, or in a sandboxed frame) may not send: serve it over HTTP.";
  if (origin.length > LONGEST || !isOrigin(origin))
    return "This is no origin of http: or https: as browsers write it, so that no configuration can allow it.";
  // Consoles cut a line of more than a hundred letters in two: the remedy comes first.
  return `Add ${origin} to "origins" of the project (or key) in the collector's configuration.`;
}
