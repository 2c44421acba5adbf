import type { Project, Rate } from "../project.js";
import { Refusal } from "../problem.js";
import type { Grant } from "./admin.js";

/** A public key as a page names it, and what may be done with it. */
export interface WriteKey {
  key: string;
  project: Project;
  origins: readonly string[];
  rate: Rate | "unlimited";
}

/** Projects by the key that names them. A map, so that no key can name something that an object inherits. */
export type Projects = ReadonlyMap<string, Project>;

/** The same for every key that is good for sending. */
export type WriteKeys = ReadonlyMap<string, WriteKey>;

export function projectsByKey(projects: readonly Project[]): Projects {
  return new Map(projects.map((project) => [project.key, project]));
}

/** A project's own key sends unless it has a list of others: whatever is not on that has been taken away. */
export function writeKeysOf(projects: Iterable<Project>): WriteKeys {
  const keys = [...projects].flatMap((project) =>
    (project.keys ?? [{ key: project.key }]).map(({ key, origins = project.origins, rate = project.rate }) => ({
      key,
      project,
      origins,
      rate,
    })),
  );
  return new Map(keys.map((key) => [key.key, key]));
}

/** A key that was taken away is answered like one that never was. */
export function findKey(keys: WriteKeys, key: string): WriteKey | Refusal {
  return keys.get(key) ?? unknownKey();
}

/** A project that may not be read is answered like one that is not there. */
export function findReadable(projects: Projects, key: string, grant: Grant): Project | Refusal {
  const project = grant.reads(key) ? projects.get(key) : undefined;
  // The token was right, so that another one would not help: there is just no such project.
  return project ?? unknownKey(404);
}

function unknownKey(status?: number): Refusal {
  return new Refusal("unknown-key", "No project of this collector has this key.", {
    field: "key",
    ...(status !== undefined && { status }),
  });
}
