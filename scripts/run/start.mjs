// @ts-check
// `npm start`: the collector with the example company. stdout carries the collector's ready line and nothing after it.
import { join } from "node:path";

import { ROOT } from "../repository.mjs";
import { run as runProgram } from "./child.mjs";
import { environment } from "./pnpm.mjs";
import { run as prepare } from "./prepare.mjs";

/**
 * @param {string[]} flags  Handed to the collector, after `npm start --`.
 * @returns {Promise<number>} the collector's exit code
 */
export async function run(flags) {
  const failed = await prepare();
  if (failed) return failed;
  const env = { AFTERTASK_DEMO: "1", AFTERTASK_DATABASE: join(ROOT, "aftertask-data"), ...environment() };
  const main = join(ROOT, "packages", "collector", "dist", "main.js");
  return runProgram(process.execPath, [main, ...flags], { env, last: true });
}
