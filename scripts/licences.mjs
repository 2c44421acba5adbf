// @ts-check
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "./repository.mjs";

/**
 * The licence texts of what is bundled, with our own first.
 * @param {string[]} modules  The files of a bundle, as absolute paths; those of other people's packages count.
 */
export async function licenceTexts(modules) {
  const folders = new Map(modules.flatMap(packageOf));
  const texts = [`Aftertask\n\n${await readFile(join(ROOT, "LICENSE"), "utf8")}`];
  for (const [name, folder] of [...folders].toSorted(([one], [other]) => one.localeCompare(other)))
    texts.push(`${name}\n\n${await licenceIn(folder, name)}`);
  return texts.join(`\n${"-".repeat(80)}\n\n`);
}

/**
 * The name and the folder of the package that a file belongs to, by its path: folders inside of one may say other names.
 * @param {string} module
 * @returns {[name: string, folder: string][]} none for a file of our own
 */
function packageOf(module) {
  const [folder, name] = /^.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(module) ?? [];
  return folder && name ? [[name.replace("\\", "/"), folder]] : [];
}

/** @param {string} folder @param {string} name */
async function licenceIn(folder, name) {
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} has no licence text in its package.`);
  return readFile(join(folder, file), "utf8");
}
