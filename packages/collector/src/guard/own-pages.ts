import { Refusal } from "../problem.js";

/**
 * Reports and figures are for pages of the collector's own origin and for programs. A browser says whose page asks in a
 * header that no page can change; what says nothing is no browser of today, and has no token of anybody's to lend.
 */
export function checkOwnPage(request: Request): Refusal | undefined {
  const site = request.headers.get("sec-fetch-site");
  if (site === null || site === "same-origin" || site === "none") return undefined;
  return new Refusal("other-origin", "Ask from the report page of the collector, or from a program.");
}
