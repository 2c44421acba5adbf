// @ts-check
// Type-checks every project of the repository with the native compiler, two at a time, and sees to it that no file
// stands between the projects.
import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";

import { ROOT, trackedFiles, workspaces } from "./repository.mjs";
import { createTally } from "./tally.mjs";

const COMPILER = join(ROOT, "node_modules", "typescript7", "bin", "tsc");
const AT_ONCE = 2;

const tally = createTally("types");
/** @type {Set<string>} */
const seen = new Set();
const waiting = [...workspaces("packages"), ...workspaces("examples")]
  .flatMap(({ folder }) => readdirSync(folder).map((file) => join(folder, file)))
  .concat(join(ROOT, "scripts", "tsconfig.json"))
  .filter((file) => /[\\/]tsconfig[^\\/]*\.json$/.test(file));

await Promise.all(Array.from({ length: AT_ONCE }, work));

const unseen = trackedFiles().filter((file) => /\.(ts|tsx|mts|cts)$/.test(file) && !seen.has(file));
tally.expectNone("every TypeScript file stands in a project", unseen);
tally.close();

async function work() {
  for (let project = waiting.shift(); project !== undefined; project = waiting.shift()) await check(project);
}

/**
 * @param {string} project
 * @returns {Promise<void>}
 */
function check(project) {
  const name = relative(ROOT, project);
  const args = [COMPILER, "-p", project, "--pretty", "false", "--listFiles"];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      const lines = (stdout + stderr).split("\n");
      for (const line of lines) if (!isComplaint(line)) seen.add(relative(ROOT, line).replaceAll("\\", "/"));
      if (error === null) tally.pass(name);
      else tally.fail(name, ...lines.filter(isComplaint), ...(lines.some(isComplaint) ? [] : [error.message]));
      resolve();
    });
  });
}

/**
 * File names and complaints come on the same stream: a complaint has a position, begins with the word or is indented.
 * @param {string} line
 */
function isComplaint(line) {
  return /\(\d+,\d+\): |^error |^ /.test(line);
}
