// @ts-check
// Where the repository is and what stands in it. Built-ins only: the bootstrap uses it before anything is installed.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

/**
 * @typedef {{ name: string, private?: boolean, packageManager?: string, exports?: Record<string, unknown>, dependencies?: Record<string, string>, devDependencies?: Record<string, string>, optionalDependencies?: Record<string, string>, peerDependencies?: Record<string, string> }} Manifest
 * @typedef {{ room: string, folder: string, manifest: Manifest }} Workspace `room` is the folder's own name, `folder` its absolute path.
 */

/**
 * @param {string} folder
 * @returns {Manifest}
 */
export function manifestOf(folder) {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

/**
 * The workspaces of one kind, in alphabetical order.
 * @param {"packages" | "examples"} kind
 * @returns {Workspace[]}
 */
export function workspaces(kind) {
  return readdirSync(join(ROOT, kind))
    .toSorted()
    .map((room) => ({ room, folder: join(ROOT, kind, room) }))
    .filter(({ folder }) => existsSync(join(folder, "package.json")))
    .map((place) => ({ ...place, manifest: manifestOf(place.folder) }));
}

/**
 * Every file that is, or is about to be, in version control: paths from the root, with forward slashes.
 * @returns {string[]}
 */
export function trackedFiles() {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return listed.split("\0").filter((path) => path !== "" && existsSync(join(ROOT, path)));
}
