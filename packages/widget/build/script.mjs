// @ts-check
// Builds what the script tag loads: a classic loader and, behind it, modules with immutable names.
// Rolldown, because it lets the later chunk import from the first one: a third file for what both share costs 700 bytes.
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { minify } from "terser";
import { licenceTexts } from "../../../scripts/licences.mjs";
import { cssInlineForRolldown } from "./css-inline.mjs";
import { packLanguages } from "./languages.mjs";
import { ownRenderer } from "./own-renderer.mjs";

const room = join(dirname(fileURLToPath(import.meta.url)), "..");
const out = join(room, "dist/script");
const { version } = JSON.parse(await readFile(join(room, "package.json"), "utf8"));
const banner = `/*! Aftertask ${version} | MIT | THIRD-PARTY.txt */\n`;

const languages = await packLanguages(join(room, "src/words"));

/** @typedef {{ name: string, source: string, code: string, imports: string[], modules: string[] }} Chunk */

/**
 * @param {string} entry source file
 * @param {"es" | "iife"} format
 * @param {Record<string, string>} define
 * @returns {Promise<Chunk[]>}
 */
async function bundle(entry, format, define = {}) {
  const build = await rolldown({
    cwd: room,
    input: entry,
    platform: "browser",
    preserveEntrySignatures: "allow-extension",
    resolve: {
      conditionNames: ["aftertask-source", "import", "browser"],
      alias: { "./rules.js": join(room, "src/script/no-rules.ts") },
    },
    transform: { target: "es2022", define, jsx: { runtime: "classic", pragma: "h", pragmaFrag: "Fragment" } },
    plugins: [ownRenderer(join(room, "src/script/render.ts")), cssInlineForRolldown(), languages.plugin],
  });
  const names = { entryFileNames: "prompt-[hash].js", chunkFileNames: "[name]-[hash].js" };
  const { output } = await build.generate({ format, minify: true, ...names });
  await build.close();
  return output.flatMap((file) =>
    file.type === "chunk"
      ? [
          {
            name: file.fileName,
            source: relative(room, file.facadeModuleId ?? ""),
            code: file.code,
            imports: file.imports,
            modules: file.moduleIds,
          },
        ]
      : [],
  );
}

/** @param {string} name @param {string} code @param {boolean} module */
async function write(name, code, module) {
  const smaller = await minify(code, {
    module,
    ecma: 2020,
    compress: { passes: 3, keep_fargs: false, unsafe_arrows: true },
    format: { comments: false, ecma: 2020 },
  });
  await writeFile(join(out, name), (name === "aftertask.js" ? banner : "") + smaller.code);
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

const modules = await bundle("src/script/entry.ts", "es");

/** The chunk made for a source file that is imported when it is needed. @param {RegExp} source */
function chunkOf(source) {
  const found = modules.find((chunk) => source.test(chunk.source));
  if (!found) throw new Error(`No chunk was made for ${source}.`);
  return found;
}

/** A chunk and all that it imports at once. @param {Chunk} chunk @returns {string[]} */
function closure(chunk, seen = new Set([chunk.name])) {
  for (const name of chunk.imports)
    if (!seen.has(name)) {
      seen.add(name);
      const next = modules.find((other) => other.name === name);
      if (next) closure(next, seen);
    }
  return [...seen];
}

const entry = chunkOf(/script\/entry\.ts$/);
const loaders = await bundle("src/script/loader.ts", "iife", {
  ENTRY: JSON.stringify(entry.name),
  VERSION: JSON.stringify(version),
});
for (const { name, code } of [...modules, ...languages.files]) await write(name, code, true);
await write("aftertask.js", loaders[0]?.code ?? "", false);
const loader = await readFile(join(out, "aftertask.js"));
/** The same loader under a name for good, for pages that pin a version. */
const pinned = `aftertask-${version}-${createHash("sha256").update(loader).digest("base64url").slice(0, 8)}.js`;
await writeFile(join(out, pinned), loader);

const corner = closure(entry);
const beyond = (/** @type {Chunk} */ chunk) => closure(chunk).filter((name) => !corner.includes(name));

/** Which files a visitor has loaded by when. The size check and the journeys hold it against what is true. */
const manifest = {
  version,
  loader: "aftertask.js",
  pinned,
  entry: entry.name,
  corner,
  anchored: beyond(chunkOf(/browser\/position\.ts$/)),
  durable: beyond(chunkOf(/src\/outbox\.ts$/)),
  mock: beyond(chunkOf(/src\/mock-outbox\.ts$/)),
  afterTap: beyond(chunkOf(/view\/after-tap\.ts$/)),
  manners: beyond(chunkOf(/browser\/manners\.ts$/)),
  element: beyond(chunkOf(/element-asks\.ts$/)),
  accent: beyond(chunkOf(/browser\/accent\.ts$/)),
  rehearsal: beyond(chunkOf(/src\/rehearsal\.ts$/)),
  ownWords: beyond(chunkOf(/script\/own-words\.ts$/)),
  instruments: Object.fromEntries(
    modules.flatMap(({ source, name }) => {
      const [, instrument] = /\/((?!outcome5)[a-z]+\d+)\.tsx?$/.exec(source) ?? [];
      return instrument ? [[instrument, name]] : [];
    }),
  ),
  languages: Object.fromEntries(languages.files.map(({ tag, name }) => [tag, name])),
};
await writeFile(join(out, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);

/** Integrity of every file, for hosts that pin what they load. @type {Record<string, string>} */
const files = {};
for (const name of ["aftertask.js", pinned, ...[...modules, ...languages.files].map((file) => file.name)])
  files[name] = `sha384-${createHash("sha384")
    .update(await readFile(join(out, name)))
    .digest("base64")}`;
await writeFile(join(out, "integrity.json"), `${JSON.stringify({ version, files }, null, 2)}\n`);

const modulesOf = (/** @type {Chunk[]} */ chunks) => chunks.flatMap((chunk) => chunk.modules);
await writeFile(join(out, "THIRD-PARTY.txt"), await licenceTexts(modulesOf([...modules, ...loaders])));
