// @ts-check
// Brings the pinned pnpm with nothing but npm. Neither npx (it may ask) nor corepack (it ignores the registry in force)
// works on every machine. It lies in .tools, not in node_modules, so that purging those cannot take it away.
import { existsSync } from "node:fs";
import { basename, delimiter, join } from "node:path";

import { manifestOf, ROOT } from "../repository.mjs";
import { run } from "./child.mjs";
import { SetUpError } from "./set-up-error.mjs";

const TOOLS = join(ROOT, ".tools");
const CLI = join(TOOLS, "node_modules", "pnpm", "bin", "pnpm.cjs");

/**
 * The environment in which the repository's programs run: our pnpm is found first.
 * @returns {NodeJS.ProcessEnv}
 */
export function environment() {
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, PATH: [join(TOOLS, "node_modules", ".bin"), process.env["PATH"]].join(delimiter) };
  // With "production" in it, pnpm would leave out everything that builds and tests.
  delete env["NODE_ENV"];
  return env;
}

/**
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export function pnpm(args) {
  return run(process.execPath, [CLI, ...args], { env: environment(), output: "stderr" });
}

/** Puts the pinned pnpm into .tools unless it is there. */
export async function bringPnpm() {
  const spec = (manifestOf(ROOT).packageManager ?? "").split("+")[0] ?? "";
  if (installedVersion() === spec.split("@")[1]) return;
  const npm = npmCommand();
  const habits = ["--prefer-offline", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"];
  const args = [...npm.args, "install", "--prefix", TOOLS, ...habits, spec];
  if ((await run(npm.command, args, { env: environment(), output: "stderr" })) !== 0) {
    throw new SetUpError(`npm could not install ${spec}: check that the package registry can be reached.`);
  }
}

function installedVersion() {
  const folder = join(TOOLS, "node_modules", "pnpm");
  return existsSync(CLI) ? /** @type {{ version?: string }} */ (manifestOf(folder)).version : undefined;
}

/** npm names its own entry file to the scripts it runs; that spares a shell on systems where `npm` is a batch file. */
export function npmCommand() {
  const entry = process.env["npm_execpath"];
  const known = entry !== undefined && basename(entry) === "npm-cli.js" && existsSync(entry);
  return known ? { command: process.execPath, args: [entry] } : { command: "npm", args: [] };
}
