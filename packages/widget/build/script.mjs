// @ts-check
// Builds what the script tag loads: a classic loader and, behind it, modules with immutable names.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cssInline } from "./css-inline.mjs";
import { licenceTexts } from "./licences.mjs";

const room = join(dirname(fileURLToPath(import.meta.url)), "..");
const out = join(room, "dist/script");
const { version } = JSON.parse(await readFile(join(room, "package.json"), "utf8"));

/** @type {import("esbuild").BuildOptions} */
const shared = {
  bundle: true,
  minify: true,
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  conditions: ["aftertask-source"],
  banner: { js: `/*! Aftertask ${version} | MIT | LICENCES.txt */` },
  outdir: out,
  write: true,
  metafile: true,
  logLevel: "warning",
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

const modules = await build({
  ...shared,
  entryPoints: { prompt: join(room, "src/script/entry.ts") },
  format: "esm",
  splitting: true,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  jsx: "automatic",
  jsxImportSource: "preact",
  plugins: [cssInline()],
});

const outputs = Object.entries(modules.metafile.outputs);
const nameOf = (/** @type {string} */ file) => basename(file);
/** The output made for a source file that is imported when it is needed. */
const chunkOf = (/** @type {string} */ source) => {
  const found = outputs.find(([, { entryPoint }]) => entryPoint?.endsWith(source));
  if (!found) throw new Error(`No chunk was made for ${source}.`);
  return found[0];
};
/** A file and all that it imports at once. */
const closure = (/** @type {string} */ file, /** @type {Set<string>} */ seen = new Set()) => {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const { path, kind } of modules.metafile.outputs[file]?.imports ?? [])
    if (kind === "import-statement") closure(path, seen);
  return seen;
};
const entry = chunkOf("src/script/entry.ts");

await build({
  ...shared,
  entryPoints: { aftertask: join(room, "src/script/loader.ts") },
  format: "iife",
  define: { ENTRY: JSON.stringify(nameOf(entry)), VERSION: JSON.stringify(version) },
});

const corner = closure(entry);
const without = (/** @type {Set<string>} */ files, /** @type {Set<string>} */ known) =>
  [...files].filter((file) => !known.has(file)).map(nameOf);
const afterTap = new Set([...closure(chunkOf("src/view/after-tap.ts")), ...closure(chunkOf("client/src/index.ts"))]);

/** Which files a visitor has loaded by when; the size check and the journeys hold it against what is true. */
const manifest = {
  version,
  loader: "aftertask.js",
  entry: nameOf(entry),
  corner: [...corner].map(nameOf),
  anchored: without(closure(chunkOf("src/browser/position.ts")), corner),
  durable: without(afterTap, corner),
  languages: Object.fromEntries(
    outputs
      .filter(([, { entryPoint }]) => /src\/words\/[\w-]+\.ts$/.test(entryPoint ?? ""))
      .map(([file, { entryPoint }]) => [basename(entryPoint ?? "", ".ts"), nameOf(file)]),
  ),
};
await writeFile(join(out, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);

/** Integrity of every file, for hosts that pin what they load. */
const integrity = {};
for (const file of ["aftertask.js", ...outputs.map(([path]) => nameOf(path))])
  integrity[file] = `sha384-${createHash("sha384").update(await readFile(join(out, file))).digest("base64")}`;
await writeFile(join(out, "integrity.json"), `${JSON.stringify({ version, files: integrity }, null, 2)}\n`);

await writeFile(join(out, "LICENCES.txt"), await licenceTexts(room, ["preact", "@floating-ui/dom", "@floating-ui/core", "@floating-ui/utils"]));
