// @ts-check
// `npm run looks -- [word …]`: draws the sheets of docs/looks.md whose name holds one of the words, or all of them.
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { ensureBrowser } from "../ensure-browsers.mjs";
import { ROOT } from "../repository.mjs";
import { prepare } from "./prepare.mjs";
import { SetUpError } from "./set-up-error.mjs";

/**
 * @param {string[]} words
 * @returns {Promise<number>} the exit code
 */
export async function run(words) {
  try {
    await prepare();
    Object.assign(process.env, await ensureBrowser("chromium"));
    // The runner is TypeScript: Vite, which the tests use as well, loads it.
    const { runnerImport } = await import("vite");
    const load = async (/** @type {string} */ file) =>
      (await runnerImport(join(ROOT, "examples", "looks", file))).module;
    const { draw } = /** @type {{ draw(words: string[]): Promise<string[]> }} */ (await load("draw.ts"));
    const { pageOf } = /** @type {{ pageOf(): string }} */ (await load("page.ts"));
    const files = await draw(words);
    writeFileSync(join(ROOT, "docs", "looks.md"), pageOf());
    console.log(`Drawn: ${files.length} sheets.`);
    return files.length > 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    console.error(error.message);
    return 1;
  }
}
