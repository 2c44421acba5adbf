// @ts-check
// Compares ARCHITECTURE.md with the tree: the arrows of its package diagram with the real imports, and the files of its
// ten stops with what is there.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

import { NODES, reachedFrom } from "./house.cjs";

/** @typedef {[from: string, to: string]} Arrow */

const STOPS = 10;

/**
 * The arrows between packages in the fenced blocks of a page, such as `react ──► widget` and `schema ◄── insights`.
 * @param {string} page
 * @returns {Arrow[]}
 */
export function arrowsIn(page) {
  /** @type {Arrow[]} */
  const arrows = [];
  for (const [, block = ""] of page.matchAll(/^```[^\n]*\n(.*?)^```/gms)) {
    for (const line of block.split("\n")) {
      const parts = line.split(/\s*([─-]*[►→>]|[◄←<][─-]*)\s*/u);
      for (let at = 1; at + 1 < parts.length; at += 2) {
        const left = nodeAt(parts[at - 1], -1);
        const right = nodeAt(parts[at + 1], 0);
        if (left === undefined || right === undefined) continue;
        arrows.push(/[►→>]$/u.test(parts[at] ?? "") ? [left, right] : [right, left]);
      }
    }
  }
  return arrows;
}

/**
 * @param {string | undefined} part
 * @param {0 | -1} end  Which word of the part touches the arrow.
 */
function nodeAt(part = "", end) {
  const word = part.trim().split(/\s+/).at(end)?.replace("@aftertask/", "");
  return word !== undefined && word in NODES ? word : undefined;
}

/**
 * @param {Arrow[]} drawn
 * @param {{ from: string, to: string }[]} imports
 * @returns {string[]} where drawing and imports disagree
 */
export function disagreements(drawn, imports) {
  /** @type {Map<string, string>} */
  const real = new Map();
  for (const { from, to } of imports) {
    const [source, target] = [nodeOf(from), nodeOf(to)];
    if (source !== undefined && target !== undefined && source !== target) real.set(`${source} → ${target}`, from);
  }
  const undrawn = [...real]
    .filter(([arrow]) => {
      const [source = "", target = ""] = arrow.split(" → ");
      return !reachedFrom(source, drawn).has(target);
    })
    .map(([arrow, file]) => `${arrow} is imported (${file}) but no arrows lead there`);
  // Whoever imports only the words of the schema still follows the arrow to the schema's package.
  const isUsed = (/** @type {Arrow} */ [source, target]) =>
    real.has(`${source} → ${target}`) || (target === "schema" && real.has(`${source} → schema/words`));
  const unused = drawn
    .filter((arrow) => !isUsed(arrow))
    .map(([source, target]) => `${source} → ${target} is drawn but nothing imports along it`);
  return [...undrawn, ...unused];
}

/** @param {string} file */
function nodeOf(file) {
  return Object.entries(NODES).find(([, path]) => new RegExp(path).test(file))?.[0];
}

/**
 * @param {string} page
 * @param {string} root
 * @returns {string[]} what is wrong with the table of the ten stops
 */
export function wrongStops(page, root) {
  const rows = page.split("\n").flatMap((line) => {
    const stop = /^\|\s*(\d+)\b/.exec(line)?.[1];
    return stop === undefined ? [] : [{ stop: Number(stop), line }];
  });
  const order = rows.map(({ stop }) => stop).join(" ");
  const wanted = Array.from({ length: STOPS }, (_, at) => at + 1).join(" ");
  const faults = order === wanted ? [] : [`the stops are numbered ${order || "not at all"} instead of ${wanted}`];
  for (const { stop, line } of rows) {
    let folder = "";
    const names = [...line.matchAll(/`([^`\s]+(?:\/|\.[a-z]+))`/g)].map(([, name = ""]) => name);
    if (names.length === 0) faults.push(`stop ${stop} names no file`);
    for (const name of names) {
      // A second file of the same row may be named from the first one's folder or from a folder around it.
      const around = foldersAround(folder).map((place) => join(place, name));
      const found = [name, ...around, join("packages", name)].find((path) => existsSync(join(root, path)));
      if (found === undefined) faults.push(`stop ${stop}: ${name} does not exist`);
      else folder = name.endsWith("/") ? found : dirname(found);
    }
  }
  return faults;
}

/**
 * @param {string} folder
 * @returns {string[]} the folder and those it stands in, the nearest first
 */
function foldersAround(folder) {
  return folder === "" || folder === "." ? [] : [folder, ...foldersAround(dirname(folder))];
}
