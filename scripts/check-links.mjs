// @ts-check
// Every relative link and every anchor in the tracked pages leads somewhere. Addresses on other machines are not asked:
// the check must say the same without a network.
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, posix } from "node:path";

import { anchorsIn, linksIn } from "./links/markdown.mjs";
import { ROOT, trackedFiles } from "./repository.mjs";
import { createTally } from "./tally.mjs";

const tracked = new Set(trackedFiles());
const pages = [...tracked].filter((file) => file.endsWith(".md") && !file.endsWith(".api.md"));

const tally = createTally("links");
for (const page of pages) {
  const links = linksIn(readFileSync(join(ROOT, page), "utf8"));
  const faults = links.flatMap(({ target, line }) => {
    const fault = faultOf(page, target);
    return fault === undefined ? [] : [`${page}:${line} ${target}: ${fault}`];
  });
  tally.expectNone(`${page} (${links.length} links)`, faults);
}
tally.close();

/**
 * @param {string} page
 * @param {string} target
 * @returns {string | undefined}
 */
function faultOf(page, target) {
  if (/^(https?|mailto):/.test(target)) return undefined;
  if (/^([a-z]+:|[A-Z]:|\\)/.test(target)) return "only http, mailto and relative links";
  if (target.startsWith("/")) return "an absolute path leads nowhere on another machine";
  const [path = "", anchor] = target.split("#");
  const file =
    path === "" ? page : posix.normalize(posix.join(dirname(page), decodeURIComponent(path))).replace(/\/$/, "");
  const place = join(ROOT, file);
  const known =
    tracked.has(file) || (existsSync(place) && [...tracked].some((one) => one.startsWith(`${file}/`))) || file === ".";
  if (!known) return existsSync(place) ? "exists here, but is not in version control" : "does not exist";
  if (anchor === undefined) return undefined;
  if (statSync(place).isDirectory() || !file.endsWith(".md")) return undefined;
  return anchorsIn(readFileSync(place, "utf8")).has(decodeURIComponent(anchor)) ? undefined : "no such heading";
}
