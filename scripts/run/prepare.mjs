// @ts-check
// From a fresh clone to built packages. Whatever is there already is left alone, so that the second time is quick and
// needs no network. All output goes to stderr: stdout belongs to the task.
import { buildIfChanged } from "./build.mjs";
import { bringPnpm, pnpm } from "./pnpm.mjs";
import { SetUpError } from "./set-up-error.mjs";

/** @throws {SetUpError} */
export async function prepare() {
  await bringPnpm();
  // Nobody is there to answer whether node_modules of another layout may be replaced.
  const habits = ["--frozen-lockfile", "--prefer-offline", "--config.confirmModulesPurge=false"];
  if ((await pnpm(["install", ...habits])) !== 0) {
    throw new SetUpError("The dependencies could not be installed: see pnpm's words above.");
  }
  await buildIfChanged();
}

/**
 * `npm run build`: the set-up and nothing else.
 * @returns {Promise<number>} the exit code
 */
export async function run() {
  try {
    await prepare();
    return 0;
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    console.error(error.message);
    return 1;
  }
}
