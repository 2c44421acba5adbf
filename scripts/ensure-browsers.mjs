// @ts-check
// Finds the programs that the suites drive, or installs them where that is possible without asking anybody.
// `node scripts/ensure-browsers.mjs firefox webkit` brings those; without words, Chromium.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import process from "node:process";
import { pathToFileURL } from "node:url";

import { run } from "./run/child.mjs";
import { SetUpError } from "./run/set-up-error.mjs";

const APT = "/usr/bin/apt-get";

/**
 * @typedef {keyof typeof BROWSERS} BrowserName
 * @typedef {object} Program
 * @property {string} setting  The variable that names its file.
 * @property {string[]} places  Where it lies otherwise.
 * @property {boolean} [speaks]  It tells its version, also where there is no screen.
 */

export const BROWSERS = {
  chromium: {
    title: "Chromium",
    packages: ["chromium"],
    /** @type {Program[]} */
    programs: [
      {
        setting: "CHROMIUM_PATH",
        places: [
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome",
          "/usr/bin/google-chrome-stable",
          "/Applications/Chromium.app/Contents/MacOS/Chromium",
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        ],
        speaks: true,
      },
    ],
  },
  firefox: {
    title: "Firefox",
    packages: ["firefox-esr"],
    /** @type {Program[]} */
    programs: [
      {
        setting: "FIREFOX_PATH",
        places: ["/usr/bin/firefox-esr", "/usr/bin/firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"],
        speaks: true,
      },
    ],
  },
  webkit: {
    title: "WebKitGTK",
    packages: ["webkit2gtk-driver", "xvfb"],
    /** @type {Program[]} */
    programs: [
      { setting: "WEBKIT_DRIVER_PATH", places: ["/usr/bin/WebKitWebDriver"] },
      {
        setting: "MINIBROWSER_PATH",
        places: ["x86_64", "aarch64"].flatMap((machine) =>
          ["4.1", "4.0"].map((version) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-${version}/MiniBrowser`),
        ),
      },
      { setting: "XVFB_PATH", places: ["/usr/bin/Xvfb"] },
    ],
  },
};

/**
 * @param {string} name
 * @returns {name is BrowserName}
 */
export function isBrowserName(name) {
  return Object.hasOwn(BROWSERS, name);
}

/**
 * @param {BrowserName} name
 * @returns {Promise<Record<string, string>>} the settings that name its programs
 * @throws {SetUpError}
 */
export async function ensureBrowser(name) {
  const { title, packages, programs } = BROWSERS[name];
  if (!programs.every(find)) await install(title, packages, programs);
  /** @type {Record<string, string>} */
  const settings = {};
  for (const program of programs) {
    const path = find(program);
    if (path === undefined) throw new SetUpError(missing(title, packages, programs));
    console.error(`${title}: ${program.speaks ? `${versionOf(title, program, path)} (${path})` : path}`);
    settings[program.setting] = path;
  }
  return settings;
}

/** @param {Program} program */
function find({ setting, places }) {
  const named = process.env[setting];
  if (named !== undefined && !existsSync(named)) {
    throw new SetUpError(`${setting} names ${named}, where nothing is: correct it or unset it.`);
  }
  return named ?? places.find((place) => existsSync(place));
}

/**
 * @param {string} title
 * @param {string[]} packages
 * @param {Program[]} programs
 */
async function install(title, packages, programs) {
  if (process.getuid?.() !== 0 || !existsSync(APT)) throw new SetUpError(missing(title, packages, programs));
  console.error(`No ${title} was found: installing Debian's.`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  // Neither a stale package list nor a half-done installation is a reason to give up: what counts is what is there.
  await run(APT, ["update", "-q"], { env, output: "stderr" });
  const asked = ["install", "-q", "-y", "--no-install-recommends", ...packages];
  await run(APT, asked, { env, output: "stderr" });
}

/**
 * @param {string} title
 * @param {string[]} packages
 * @param {Program[]} programs
 */
function missing(title, packages, programs) {
  const settings = programs.filter((program) => find(program) === undefined).map(({ setting }) => setting);
  const names = `${settings.join(" and ")} name${settings.length === 1 ? "s its file" : " their files"}`;
  return `${title} is not here: install it (Debian: ${packages.join(" ")}), or see that ${names}.`;
}

/**
 * @param {string} title
 * @param {Program} program
 * @param {string} path
 */
function versionOf(title, { setting }, path) {
  try {
    return execFileSync(path, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch (error) {
    throw new SetUpError(`${path} does not start: install a working ${title} or let ${setting} name one.`, {
      cause: error,
    });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    const words = process.argv.slice(2);
    for (const word of words.length === 0 ? ["chromium"] : words) {
      if (!isBrowserName(word))
        throw new SetUpError(`There is no browser "${word}": use ${Object.keys(BROWSERS).join(", ")}.`);
      await ensureBrowser(word);
    }
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
