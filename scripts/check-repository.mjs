// @ts-check
// What must be true of the repository as a whole: it depends on nobody's machine, every version is pinned, nothing lies
// about unused, and it speaks of the product alone.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

import { ROOT, trackedFiles } from "./repository.mjs";
import { createTally } from "./tally.mjs";

const PINNED = /^(workspace:\*|(npm:(@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?)$/;
const LOCKFILE = /(^|\/)(pnpm-lock\.yaml|package-lock\.json)$/;
const DOWNLOAD = /\b(resolved|tarball)"?:/;
// Only from the root of a file system: the same words within an address or a relative path are somebody's page.
const MACHINE_PATH = /(?<![\w./~-])\/(root|work|(home|Users)\/[\w-]+)(?=[/\s"'`),:;]|$)|\b[A-Z]:\\+Users\b/;
// Kept short on purpose: an HTTP session, a user agent and a brief moment are all fine.
const BACKSTAGE = [
  /\bissue #?\d+\b/i,
  /\b(helper|sub|coding|AI)[ -]?agents?\b/i,
  /\b(coding|working|planning) sessions?\b/i,
  /\b((as|per) the brief|the brief (says|asks|wants|requires))\b/i,
  /\b(PRODUCT|HOUSE)(\.md\b|\s*§)/,
];

const tally = createTally("repository");
const files = trackedFiles();
const texts = files
  .filter((file) => !LOCKFILE.test(file))
  .map(pageOf)
  .filter(({ text }) => !text.includes("\0"));

tally.expectNone(
  "no lockfile holds a download address",
  linesWith([DOWNLOAD], files.filter((file) => LOCKFILE.test(file)).map(pageOf)),
);
tally.expectNone(`no machine's paths in ${texts.length} files`, linesWith([MACHINE_PATH], texts));
tally.expectNone("every text speaks of the product alone", linesWith(BACKSTAGE, texts));
tally.expectNone("every dependency is pinned to one version", files.filter(isManifest).flatMap(unpinned));
tally.expectNone("no file, dependency or export is unused", await unused());
tally.close();

/** @param {string} file */
function pageOf(file) {
  return { file, text: readFileSync(join(ROOT, file), "utf8") };
}

/** @param {string} file */
function isManifest(file) {
  return file === "package.json" || file.endsWith("/package.json");
}

/**
 * @param {RegExp[]} patterns
 * @param {{ file: string, text: string }[]} pages
 * @returns {string[]}
 */
function linesWith(patterns, pages) {
  return pages.flatMap(({ file, text }) =>
    text.split("\n").flatMap((line, at) => {
      const found = patterns.map((pattern) => pattern.exec(line)?.[0]).find((match) => match !== undefined);
      return found === undefined ? [] : [`${file}:${at + 1} ${found.trim()}`];
    }),
  );
}

/**
 * Peers are ranges by nature: they say what a host may bring.
 * @param {string} file
 * @returns {string[]}
 */
function unpinned(file) {
  /** @type {import("./repository.mjs").Manifest} */
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync(join(ROOT, file), "utf8"));
  return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter(([, version]) => !PINNED.test(version))
    .map(([name, version]) => `${file}: ${name} is ${version}`);
}

/** @returns {Promise<string[]>} */
async function unused() {
  const knip = join(ROOT, "node_modules", "knip", "bin", "knip.js");
  try {
    await promisify(execFile)(process.execPath, [knip, "--no-progress", "--no-config-hints"], { cwd: ROOT });
    return [];
  } catch (error) {
    const { stdout = "", stderr = "" } = /** @type {{ stdout?: string, stderr?: string }} */ (error);
    return [stdout + stderr || String(error)];
  }
}
