// @ts-check
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/**
 * The licence texts of what is bundled, with our own first.
 * @param {string} room the package's folder
 * @param {string[]} packages
 */
export async function licenceTexts(room, packages) {
  const texts = [`Aftertask\n\n${await readFile(join(room, "../../LICENSE"), "utf8")}`];
  for (const name of packages) texts.push(`${name}\n\n${await licenceOf(room, name)}`);
  return texts.join(`\n${"-".repeat(80)}\n\n`);
}

/** @param {string} room @param {string} name */
async function licenceOf(room, name) {
  const folder = await folderOf(room, name);
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} has no licence text in its package.`);
  return readFile(join(folder, file), "utf8");
}

/** The package's folder, also when it is only a dependency of a dependency. @param {string} room @param {string} name */
async function folderOf(room, name) {
  let from = createRequire(join(room, "package.json"));
  if (name === "@floating-ui/core" || name === "@floating-ui/utils")
    from = createRequire(from.resolve("@floating-ui/dom"));
  for (let folder = dirname(from.resolve(name)); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = await readFile(join(folder, "package.json"), "utf8").catch(() => "{}");
    if (JSON.parse(manifest).name === name) return folder;
  }
  throw new Error(`${name} was not found.`);
}
