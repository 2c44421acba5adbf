import { readFile, realpath } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { RunningCollector } from "../../journeys/collector.js";

const PACKAGES = new URL("../../../packages/", import.meta.url);
const read = (path: string) => readFile(new URL(path, PACKAGES), "utf8");

interface Manifest {
  dependencies?: Record<string, string>;
}

/** What a package of ours needs of other people, and what these need in turn. */
async function needsOf(room: string, folder = new URL(`${room}/`, PACKAGES)): Promise<string[]> {
  const { dependencies = {} } = JSON.parse(await readFile(new URL("package.json", folder), "utf8")) as Manifest;
  const needs = await Promise.all(
    Object.entries(dependencies).map(async ([name, version]) => {
      if (version.startsWith("workspace:")) return needsOf(name.replace("@aftertask/", ""));
      return [name, ...(await needsOf(room, await installed(name, folder)))];
    }),
  );
  return [...new Set(needs.flat())].toSorted();
}

/** A package's folder, among its own packages or, where it has none, beside it. */
async function installed(name: string, from: URL): Promise<URL> {
  const beside = name.startsWith("@") ? `../../${name}/` : `../${name}/`;
  for (const path of [`node_modules/${name}/`, beside, `../${beside}`]) {
    const found = await realpath(new URL(path, from)).catch(() => undefined);
    if (found) return pathToFileURL(`${found}/`);
  }
  throw new Error(`${name} is not installed.`);
}

/** The packages whose licence a file holds, by its headings, and how often the licence's own words stand in it. */
function heldIn(text: string) {
  const names = [...text.matchAll(/^-{80}\n\n(\S+)$|^## (\S+) - /gm)].map(([, one, other]) => one ?? other);
  return { names: names.toSorted(), texts: text.match(/Permission is hereby granted/g)?.length };
}

it("the script build has the licence of all that is bundled, and of nothing else", async () => {
  // Our own renderer stands in for Preact; `zod` stays on the server.
  const needs = (await needsOf("widget")).filter((name) => name !== "preact" && name !== "zod");
  expect(needs).toContain("@floating-ui/utils");
  const text = await read("widget/dist/script/THIRD-PARTY.txt");
  expect(heldIn(text)).toEqual({ names: needs, texts: needs.length + 1 });
  expect(text).toMatch(/^Aftertask\n\nMIT License/);
});

it("the report page has Preact's", async () => {
  const text = await read("collector/dist/public/report/THIRD-PARTY.txt");
  expect(heldIn(text)).toEqual({ names: ["preact"], texts: 2 });
});

it.each([
  ["npm-app", []],
  ["react-app", ["react", "react-dom", "scheduler"]],
])("the %s has those of the widget and of its own", async (app, own) => {
  const needs = [...(await needsOf("widget")).filter((name) => name !== "zod"), ...own].toSorted();
  const text = await read(`collector/dist/public/examples/${app}/THIRD-PARTY.md`);
  expect(heldIn(text)).toEqual({ names: needs, texts: needs.length });
});

it("whoever gets the script from the collector gets its licences there, too", async () => {
  const collector = await RunningCollector.start();
  try {
    for (const path of ["/THIRD-PARTY.txt", "/report/THIRD-PARTY.txt", "/integrity.json"]) {
      const answer = await fetch(collector.address + path);
      expect([path, answer.status]).toEqual([path, 200]);
    }
  } finally {
    await collector.end();
  }
});
