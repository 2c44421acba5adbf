// @ts-check
// Builds all packages and examples unless the last build still stands: same sources, and the built files untouched.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT, workspaces } from "../repository.mjs";
import { pnpm } from "./pnpm.mjs";
import { SetUpError } from "./set-up-error.mjs";

const RECORD = join(ROOT, ".tools", "last-build");
// Nothing is built from tests or pages, so that changing one costs no build.
const NOT_SOURCES = /^(node_modules|dist|test|temp)$|\.(test|test-d|contract)\.tsx?$|\.md$/;

/** @throws {SetUpError} */
export async function buildIfChanged() {
  const sources = hashOf(sourceFiles());
  if (existsSync(RECORD) && readFileSync(RECORD, "utf8") === `${sources} ${hashOf(builtFiles())}`) return;
  // Without the record an interrupted build cannot pass for a finished one.
  rmSync(RECORD, { force: true });
  if ((await pnpm(["--recursive", "--if-present", "run", "build"])) !== 0) {
    throw new SetUpError("The build failed: see the words above.");
  }
  mkdirSync(join(ROOT, ".tools"), { recursive: true });
  // The sources as they were when the build began: what was edited meanwhile may not be in it.
  writeFileSync(RECORD, `${sources} ${hashOf(builtFiles())}`);
}

function rooms() {
  return [...workspaces("packages"), ...workspaces("examples")].map(({ folder }) => folder);
}

function sourceFiles() {
  const shared = ["package.json", "pnpm-lock.yaml", "tsconfig.base.json"].map((file) => join(ROOT, file));
  return [...shared, ...rooms().flatMap((room) => filesIn(room, (name) => !NOT_SOURCES.test(name)))];
}

function builtFiles() {
  return rooms().flatMap((room) => filesIn(join(room, "dist"), () => true));
}

/**
 * @param {string} folder
 * @param {(name: string) => boolean} wanted
 * @returns {string[]} in an order that does not depend on the file system
 */
function filesIn(folder, wanted) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => wanted(name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesIn(path, wanted) : [path];
    });
}

/** @param {string[]} files */
function hashOf(files) {
  const hash = createHash("sha256").update(process.version);
  for (const file of files) hash.update(`\0${file}\0`).update(createHash("sha256").update(readFileSync(file)).digest());
  return hash.digest("hex");
}
