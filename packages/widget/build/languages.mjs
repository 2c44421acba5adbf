// @ts-check
// What a language weighs in the script build. The sources are tables to be read; what is fetched holds no key that the
// prompt has anyway, and one hash stands in the names of all languages: thirteen would cost every visitor 200 bytes.
import { transform } from "esbuild";
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** `fr.ts`, `zh-Hans.ts`; English travels with the prompt. */
const LANGUAGE = /^(?!en\b)([a-z]{2}(?:-\w+)?)\.ts$/;

/**
 * @typedef {object} Languages
 * @property {{ tag: string, name: string, code: string }[]} files
 * @property {import("rolldown").Plugin} plugin  Fetches them by these names: stands in for `words/languages.ts`.
 */

/** @param {string} folder the words' @returns {Promise<Languages>} */
export async function packLanguages(folder) {
  const packed = [];
  const english = (await load(join(folder, "en-after-tap.ts"))).afterTap;
  for (const file of await readdir(folder)) {
    const tag = LANGUAGE.exec(file)?.[1];
    if (tag) packed.push({ tag, code: pack(await load(join(folder, file)), english) });
  }
  const hash = createHash("sha256")
    .update(packed.map(({ code }) => code).join("\n"))
    .digest("base64url")
    .slice(0, 8);
  const tags = packed.map(({ tag }) => tag).join(" ");
  return {
    files: packed.map(({ tag, code }) => ({ tag, name: `${tag}-${hash}.js`, code })),
    plugin: {
      name: "languages",
      load: (id) =>
        id === join(folder, "languages.ts")
          ? `export const TAGS = "${tags}".split(" ");
             export const fetchLanguage = (tag) => (TAGS.includes(tag) ? import(\`./\${tag}-${hash}.js\`) : undefined);`
          : undefined,
    },
  };
}

/**
 * A language as it is sent: what comes after the tap as one text, in the order of the English one.
 * `words/unpack.ts` undoes it.
 * @param {{ asking: object, afterTap: object }} language
 * @param {object} english
 */
function pack({ asking, afterTap }, english) {
  const texts = textsOf(afterTap, english).join("\n");
  return `export const asking = ${JSON.stringify(asking)}, afterTap = ${JSON.stringify(texts)};`;
}

/** @param {any} words @param {object} like @returns {string[]} */
function textsOf(words, like) {
  return Object.entries(like).flatMap(([key, inner]) =>
    typeof inner === "string" ? [words[key]] : textsOf(words[key], inner),
  );
}

/** @param {string} file */
async function load(file) {
  const { code } = await transform(await readFile(file, "utf8"), { loader: "ts", charset: "utf8" });
  return import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`);
}
