// @ts-check
// Finds the browser that the suites drive, or installs it where that is possible without asking anybody.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import process from "node:process";
import { pathToFileURL } from "node:url";

import { run } from "./run/child.mjs";
import { SetUpError } from "./run/set-up-error.mjs";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const APT = "/usr/bin/apt-get";

/**
 * @returns {Promise<string>} the path of a Chromium
 * @throws {SetUpError}
 */
export async function ensureChromium() {
  const named = process.env["CHROMIUM_PATH"];
  if (named !== undefined && !existsSync(named)) {
    throw new SetUpError(`CHROMIUM_PATH names ${named}, where nothing is: correct it or unset it.`);
  }
  const path = named ?? find() ?? (await install());
  console.error(`Chromium: ${versionOf(path)} (${path})`);
  return path;
}

function find() {
  return PLACES.find((place) => existsSync(place));
}

/** @returns {Promise<string>} */
async function install() {
  if (process.getuid?.() !== 0 || !existsSync(APT)) {
    throw new SetUpError("No Chromium was found: install one, or let CHROMIUM_PATH name its program file.");
  }
  console.error("No Chromium was found: installing Debian's.");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  // A stale package list is no reason to give up; a failed installation is.
  await run(APT, ["update", "-q"], { env, output: "stderr" });
  const asked = ["install", "-q", "-y", "--no-install-recommends", "chromium"];
  const code = await run(APT, asked, { env, output: "stderr" });
  const path = find();
  if (code !== 0 || path === undefined) {
    throw new SetUpError("apt-get could not install chromium: install it by hand or let CHROMIUM_PATH name one.");
  }
  return path;
}

/** @param {string} path */
function versionOf(path) {
  try {
    return execFileSync(path, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch (error) {
    throw new SetUpError(`${path} does not start: install a working Chromium or let CHROMIUM_PATH name one.`, {
      cause: error,
    });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    await ensureChromium();
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
