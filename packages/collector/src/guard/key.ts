import type { Project } from "../project.js";
import { Refusal } from "../problem.js";

/** Projects by their public key. A map, so that no key can name something that an object inherits. */
export type Projects = ReadonlyMap<string, Project>;

export function findProject(projects: Projects, key: string): Project | Refusal {
  return (
    projects.get(key) ?? new Refusal("unknown-key", "No project of this collector has this key.", { field: "key" })
  );
}
