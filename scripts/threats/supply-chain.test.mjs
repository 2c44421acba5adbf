// @ts-check
// What comes from others: from the lockfile alone, with its checksums, and without running anything while it is installed
// but what is listed.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

import { ROOT, trackedFiles } from "../repository.mjs";

const STORE = join(ROOT, "node_modules", ".pnpm");
const read = (/** @type {string} */ file) => readFileSync(join(ROOT, file), "utf8");
const settings = read("pnpm-workspace.yaml");

/**
 * The entries of a list in pnpm-workspace.yaml.
 * @param {string} name
 */
function listed(name) {
  const [, block = ""] = new RegExp(`^${name}:\\n((?:  .*\\n?)+)`, "m").exec(settings) ?? [];
  return block.split("\n").flatMap((line) => /^ {2}(?:- )?"?([^":]+)"?(?:: true)?$/.exec(line)?.[1] ?? []);
}

/** Every package that is installed, by its manifest. */
function installed() {
  return readdirSync(STORE).flatMap((place) => {
    const folder = join(STORE, place, "node_modules");
    if (!existsSync(folder)) return [];
    const name = place.replace(/^(@[^+]+)\+/, "$1/").replace(/(?<=.)@.*$/, "");
    const manifest = join(folder, name, "package.json");
    return existsSync(manifest) ? [JSON.parse(readFileSync(manifest, "utf8"))] : [];
  });
}

test("T17: no package runs anything while it is installed but those that are listed", () => {
  const packages = installed();
  expect(packages.length).toBeGreaterThan(100);
  const eager = packages.filter(({ scripts = {} }) => scripts.preinstall ?? scripts.install ?? scripts.postinstall);
  const known = [...listed("onlyBuiltDependencies"), ...listed("ignoredBuiltDependencies")];
  expect(eager.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
  expect(listed("allowBuilds")).toEqual(listed("onlyBuiltDependencies"));
});

test("T17: every package of a lockfile has a checksum and comes from the registry", () => {
  const lockfiles = trackedFiles().filter((file) => file.endsWith("pnpm-lock.yaml"));
  expect(lockfiles).toContain("pnpm-lock.yaml");
  for (const file of lockfiles) {
    const resolutions = [...read(file).matchAll(/^ {4}resolution: (.*)$/gm)].map(([, text = ""]) => text);
    expect(resolutions.length).toBeGreaterThan(100);
    expect(resolutions.filter((text) => !/^\{integrity: sha512-[\w+/]+={0,2}\}$/.test(text))).toEqual([]);
  }
});

test("T17: the commands install what the lockfile says, or nothing", () => {
  expect(read("scripts/run/prepare.mjs")).toMatch(
    /= \[[^\]]*"--frozen-lockfile"[^\]]*\];[^]*pnpm\(\["install", \.\.\.habits\]\)/,
  );
});

test("T17: what stands in other people's pages comes from few others", () => {
  const { dependencies } = JSON.parse(read("packages/widget/package.json"));
  const foreign = Object.keys(dependencies).filter((name) => !name.startsWith("@aftertask/"));
  expect(foreign.toSorted()).toEqual(["@floating-ui/core", "@floating-ui/dom", "preact"]);
});
