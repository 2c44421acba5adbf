import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
const PNPM = join(ROOT, ".tools", "node_modules", "pnpm", "bin", "pnpm.cjs");

/** The collector and what it needs of this repository. */
const PACKAGES = ["schema", "insights", "collector"];

/** Packs the packages as they would be published. Returns the files. */
export function pack(to: string): string[] {
  for (const name of PACKAGES)
    execFileSync(process.execPath, [PNPM, "pack", "--pack-destination", to], {
      cwd: join(ROOT, "packages", name),
      stdio: ["ignore", "ignore", "pipe"],
    });
  return readdirSync(to)
    .filter((name) => name.endsWith(".tgz"))
    .map((name) => join(to, name));
}

/** An empty folder outside the repository, whose packages nobody could find from there. */
export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), "aftertask-packed-"));
}

/**
 * A folder with two programs in it, Node.js and the shell that npm runs scripts in. As the only place where programs are
 * looked for it leaves no compiler, no Python and no make to whoever would need one.
 */
export function onlyNode(node: string): string {
  const folder = mkdtempSync(join(tmpdir(), "aftertask-node-"));
  symlinkSync(node, join(folder, "node"));
  symlinkSync("/bin/sh", join(folder, "sh"));
  return folder;
}

/** Installs packed files with what they need from the registry. */
export function install(folder: string, files: readonly string[], node: string): void {
  const path = onlyNode(node);
  try {
    const words = ["install", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error", ...files];
    execFileSync(node, [npm(), ...words], {
      cwd: folder,
      env: { ...process.env, PATH: path, NODE_ENV: "production" },
      stdio: ["ignore", "ignore", "pipe"],
    });
  } finally {
    rmSync(path, { recursive: true });
  }
}

/** Another Node.js from the package registry, kept in .tools. */
export function nodeOf(version: string): string {
  const folder = join(ROOT, ".tools", `node-${version}`);
  const program = join(folder, "node_modules", `node-linux-${process.arch}`, "bin", "node");
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    const words = ["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund", "--loglevel=error"];
    const wanted = `node-linux-${process.arch}@${version}`;
    execFileSync(process.execPath, [npm(), ...words, wanted], { stdio: ["ignore", "ignore", "pipe"] });
  }
  return program;
}

/** npm's own file: a script that npm runs is told; otherwise it lies beside Node.js. */
function npm(): string {
  const told = process.env["npm_execpath"] ?? "";
  if (told.endsWith("npm-cli.js")) return told;
  return join(dirname(process.execPath), "..", "lib", "node_modules", "npm", "bin", "npm-cli.js");
}
