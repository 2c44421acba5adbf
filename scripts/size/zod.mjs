// @ts-check
// Finds zod in files that browsers load. Minifiers keep property names and texts, and zod's are unmistakable.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

import { ROOT, workspaces } from "../repository.mjs";

const MARK = /\$?Zod[A-Z][A-Za-z]+|\b_zod\b/;

/**
 * @param {string} code
 * @returns {boolean}
 */
export function holdsZod(code) {
  return MARK.test(code);
}

/**
 * Every script that some page may load: the script build, the built examples and what the collector serves.
 * @returns {string[]} absolute paths
 */
export function browserFiles() {
  const folders = [
    join(ROOT, "packages", "widget", "dist"),
    join(ROOT, "packages", "react", "dist"),
    join(ROOT, "packages", "client", "dist"),
    join(ROOT, "packages", "collector", "dist", "public"),
    ...workspaces("examples").map(({ folder }) => join(folder, "dist")),
  ];
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)))
    .filter((file) => /\.m?js$/.test(file));
}

/** @returns {string[]} those of them that hold zod, as paths from the root */
export function filesWithZod() {
  return browserFiles()
    .filter((file) => holdsZod(readFileSync(file, "utf8")))
    .map((file) => relative(ROOT, file));
}
