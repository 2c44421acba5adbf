import type { Project } from "../project.js";
import { Refusal } from "../problem.js";

/**
 * Pages may send from the origins that the project lists, compared as they stand. A request without an origin does not
 * come from a page: it is a server's, and passes.
 */
export function checkOrigin(origin: string | null, project: Pick<Project, "origins">): Refusal | undefined {
  if (origin === null || project.origins.includes(origin)) return undefined;
  return new Refusal("origin-not-allowed", "Add the page's origin to the origins of the project to allow it.");
}
