// @ts-check
// What esbuild says about built files: who imports whom, and what a package weighs with all it brings along.
import { basename, join, relative } from "node:path";

import { build } from "esbuild";

import { ROOT } from "../repository.mjs";

/** @typedef {{ statics: string[], dynamics: string[] }} Imports  File names in the same folder. */

/**
 * The imports of every given module of a folder. Throws when one leads out of the folder's files.
 * @param {string} folder
 * @param {string[]} files
 * @returns {Promise<Map<string, Imports>>}
 */
export async function importsIn(folder, files) {
  const { metafile } = await build({
    entryPoints: files.map((file) => join(folder, file)),
    absWorkingDir: folder,
    outdir: "nowhere",
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    logLevel: "silent",
  });
  return new Map(
    Object.entries(metafile.inputs).map(([file, { imports }]) => {
      const named = (/** @type {string} */ kind) =>
        imports.filter((one) => one.kind === kind && !one.path.includes("*")).map(({ path }) => basename(path));
      // A star stands for the computed part of a dynamic import's name; esbuild calls that a statement.
      return [file, { statics: named("import-statement"), dynamics: named("dynamic-import") }];
    }),
  );
}

/**
 * A built package as an app would carry it: minified, with its dependencies.
 * @param {string} room  Its folder under packages/.
 * @param {string[]} [external]
 * @returns {Promise<{ code: Uint8Array, inputs: string[] }>}
 */
export async function bundleOf(room, external = []) {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(ROOT, "packages", room, "dist", "index.js")],
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    external,
    logLevel: "silent",
  });
  return {
    code: outputFiles[0]?.contents ?? new Uint8Array(),
    inputs: Object.keys(metafile.inputs).map((file) => relative(ROOT, join(ROOT, file))),
  };
}
