// @ts-check
// Packs every package as it would be published, then asks of the tarballs what a stranger's project would: do the doors
// open, do the types resolve, is the page there that explains it, and nothing that only proves it.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { publint } from "publint";
import { formatMessage } from "publint/utils";

import { ROOT, workspaces } from "./repository.mjs";
import { createTally } from "./tally.mjs";

const start = promisify(execFile);
const PNPM = join(ROOT, ".tools", "node_modules", "pnpm", "bin", "pnpm.cjs");
const ATTW = join(ROOT, "node_modules", "@arethetypeswrong", "cli", "dist", "index.js");
const NOT_FOR_USERS =
  /\.(test|test-d|contract)\.[a-z]+$|(^|\/)(test|node_modules|coverage)\/|\.tsbuildinfo$|(^|\/)\.[^/]/;

const tally = createTally("packages");
const temp = mkdtempSync(join(tmpdir(), "aftertask-packages-"));
try {
  for (const { folder, manifest } of workspaces("packages")) await check(folder, manifest);
} finally {
  rmSync(temp, { recursive: true, force: true });
}
tally.close();

/**
 * @param {string} folder
 * @param {import("./repository.mjs").Manifest} manifest
 */
async function check(folder, manifest) {
  const { name } = manifest;
  /** @type {{ filename: string, files: string[] }} */
  let packed;
  try {
    packed = await pack(folder);
  } catch (error) {
    tally.fail(`${name} can be packed`, wordsOf(error));
    return;
  }
  const { filename, files } = packed;
  const absent = ["README.md", "LICENSE"].filter((file) => !files.includes(file)).map((file) => `${file} is missing`);
  const surplus = files.filter((file) => NOT_FOR_USERS.test(file)).map((file) => `${file} is of no use to users`);
  tally.expectNone(`${name} packs what its users need and no more`, [...absent, ...surplus]);

  const bytes = new Uint8Array(readFileSync(filename));
  const { messages, pkg } = await publint({ pack: { tarball: bytes.buffer }, strict: true });
  // A suggestion is a matter of taste.
  const serious = messages.filter(({ type }) => type !== "suggestion");
  tally.expectNone(
    `${name} suits publint`,
    serious.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code),
  );

  try {
    // The script build is for script tags: nobody imports it, so it has no types.
    const profile = ["--profile", "esm-only", "--no-definitely-typed", "--no-color", "--no-emoji", "--format", "ascii"];
    await start(process.execPath, [ATTW, filename, ...profile, "--exclude-entrypoints", "/script/"], { cwd: temp });
    tally.pass(`${name} has types that resolve`);
  } catch (error) {
    tally.fail(`${name} has types that resolve`, wordsOf(error));
  }

  // A tool of the older kind, or its test runner, may not say `import`; Node.js opens our modules for it all the same.
  const doors = Object.keys(manifest.exports ?? {}).filter((door) => !door.includes("*"));
  const script = doors.map((door) => `require("${name}${door.slice(1)}")`).join();
  try {
    await start(process.execPath, ["--input-type=commonjs", "--eval", script], { cwd: folder });
    tally.pass(`${name} can be required`);
  } catch (error) {
    tally.fail(`${name} can be required`, wordsOf(error));
  }
}

/**
 * @param {string} folder
 * @returns {Promise<{ filename: string, files: string[] }>}
 */
async function pack(folder) {
  const { stdout } = await start(process.execPath, [PNPM, "pack", "--json", "--pack-destination", temp], {
    cwd: folder,
  });
  const { filename } = JSON.parse(stdout.slice(stdout.indexOf("{")));
  const { stdout: listed } = await start("tar", ["-tzf", filename]);
  return {
    filename,
    files: listed
      .split("\n")
      .map((line) => line.replace(/^package\//, ""))
      .filter((line) => line !== ""),
  };
}

/** @param {unknown} error */
function wordsOf(error) {
  const {
    stdout = "",
    stderr = "",
    message = "",
  } = /** @type {{ stdout?: string, stderr?: string, message?: string }} */ (error);
  return stdout + stderr || message;
}
