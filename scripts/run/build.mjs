// @ts-check
// Builds all packages and examples unless the last build still stands: same sources, and the built files untouched.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT, workspaces } from "../repository.mjs";
import { pnpm } from "./pnpm.mjs";
import { SetUpError } from "./set-up-error.mjs";

const RECORD = join(ROOT, ".tools", "last-build");
const SHARED = ["package.json", "pnpm-lock.yaml", "tsconfig.base.json"];
const NOT_SOURCES = new Set(["node_modules", "dist", "temp"]);

/** @throws {SetUpError} */
export async function buildIfChanged() {
  if (existsSync(RECORD) && readFileSync(RECORD, "utf8") === fingerprint()) return;
  // Without the record an interrupted build cannot pass for a finished one.
  rmSync(RECORD, { force: true });
  if ((await pnpm(["--recursive", "--if-present", "run", "build"])) !== 0) {
    throw new SetUpError("The build failed: see the words above.");
  }
  mkdirSync(join(ROOT, ".tools"), { recursive: true });
  writeFileSync(RECORD, fingerprint());
}

/** One hash over everything that is built from and everything that was built. */
function fingerprint() {
  const hash = createHash("sha256").update(process.version);
  for (const file of SHARED) take(join(ROOT, file));
  for (const { folder } of [...workspaces("packages"), ...workspaces("examples")]) {
    for (const entry of sorted(folder)) {
      if (entry.isFile()) take(join(folder, entry.name));
      else if (!NOT_SOURCES.has(entry.name)) walk(join(folder, entry.name));
    }
    if (existsSync(join(folder, "dist"))) walk(join(folder, "dist"));
  }
  return hash.digest("hex");

  /** @param {string} folder */
  function walk(folder) {
    for (const entry of sorted(folder)) {
      if (entry.isDirectory()) walk(join(folder, entry.name));
      else take(join(folder, entry.name));
    }
  }

  /** @param {string} file */
  function take(file) {
    hash.update(`\0${file}\0`).update(createHash("sha256").update(readFileSync(file)).digest());
  }
}

/** @param {string} folder */
function sorted(folder) {
  return readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
