// @ts-check
// The script build says which files a page loads at which moment. It is checked against the files: a list that forgets
// a statically imported file would make the prompt look lighter than it is.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT } from "../repository.mjs";
import { importsIn } from "./bundle.mjs";

export const SCRIPT = join(ROOT, "packages", "widget", "dist", "script");

/**
 * @typedef {object} Manifest
 * @property {string} loader
 * @property {string} pinned  The loader under a name that changes with it.
 * @property {string[]} corner  All until the corner prompt shows, besides the loader.
 * @property {string[]} anchored  What an anchored prompt needs besides.
 * @property {string[]} durable  What is needed besides until a tap is durable.
 * @property {string[]} mock  What stands in for `durable` in mode `mock`.
 * @property {string[]} afterTap  What a tap reveals; comes after what makes it durable.
 * @property {string[]} manners  What a prompt that stands owes to its page; comes after what makes a tap durable.
 * @property {string[]} element  What an element needs besides that asks by its attributes.
 * @property {string[]} accent  What a host's accent needs, after the tap.
 * @property {string[]} rehearsal  What draws a card out of sight, after all that has been fetched ahead.
 * @property {string[]} ownWords  What a page needs besides whose script tag names words of its own.
 * @property {Record<string, string>} instruments  What an instrument other than the default needs besides.
 * @property {Record<string, string>} languages
 */

/** @returns {Manifest} */
export function readManifest() {
  return JSON.parse(readFileSync(join(SCRIPT, "manifest.json"), "utf8"));
}

/**
 * @param {Manifest} manifest
 * @returns {Promise<string[]>} what the manifest says wrongly
 */
export async function faultsOf({
  loader,
  pinned,
  corner,
  anchored,
  durable,
  mock,
  afterTap,
  manners,
  element,
  accent,
  rehearsal,
  ownWords,
  instruments,
  languages,
}) {
  const built = readdirSync(SCRIPT).filter((file) => file.endsWith(".js"));
  const later = [...mock, ...afterTap, ...manners, ...element, ...accent, ...rehearsal, ...ownWords];
  const listed = [
    loader,
    pinned,
    ...corner,
    ...anchored,
    ...durable,
    ...later,
    ...Object.values({ ...instruments, ...languages }),
  ];
  const missing = listed.filter((file) => !built.includes(file)).map((file) => `${file} is listed but was not built`);
  const unlisted = built.filter((file) => !listed.includes(file)).map((file) => `${file} was built but is not listed`);
  if (missing.length > 0) return [...missing, ...unlisted];

  const imports = await importsIn(SCRIPT, built);
  const stray = (/** @type {string} */ moment, /** @type {string[]} */ files, /** @type {string[]} */ loaded) =>
    closureOf(files, imports)
      .filter((file) => !loaded.includes(file))
      .map((file) => `${file} is imported by what ${moment} lists, but is not listed there`);
  return [
    ...unlisted,
    ...stray("loader", [loader], [loader]),
    ...stray("corner", corner, corner),
    ...stray("anchored", anchored, [...corner, ...anchored]),
    ...stray("durable", durable, [...corner, ...durable]),
    ...stray("mock", mock, [...corner, ...mock]),
    ...stray("afterTap", afterTap, [...corner, ...durable, ...afterTap]),
    ...stray("manners", manners, [...corner, ...durable, ...manners]),
    ...stray("element", element, [...corner, ...element]),
    ...stray("accent", accent, [...corner, ...accent]),
    ...stray("rehearsal", rehearsal, [...corner, ...rehearsal]),
    ...stray("ownWords", ownWords, [...corner, ...ownWords]),
    ...Object.entries({ ...instruments, ...languages }).flatMap(([name, file]) =>
      stray(`what asks ${name}`, [file], [...corner, file]),
    ),
  ];
}

/**
 * @param {string[]} files
 * @param {Map<string, import("./bundle.mjs").Imports>} imports
 * @returns {string[]} the files and everything that comes with them at once
 */
function closureOf(files, imports) {
  const reached = new Set(files);
  // A set that grows while it is walked hands out the newcomers, too.
  for (const file of reached) for (const next of imports.get(file)?.statics ?? []) reached.add(next);
  return [...reached];
}
