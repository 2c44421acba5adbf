import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchChromium } from "../../journeys/browser.js";
import { en, Prompt } from "../../journeys/models/prompt.js";
import { HostServer } from "../host-server.js";

const BUILT = new URL("../../../packages/widget/dist/script/", import.meta.url);

/** As a host finds it beside the script. */
const { version, files } = JSON.parse(await readFile(new URL("integrity.json", BUILT), "utf8")) as {
  version: string;
  files: Record<string, string>;
};

/** The loader under the name that is its alone. */
const PINNED = Object.keys(files).find((name) => name.startsWith("aftertask-")) ?? "";

const hashOf = (bytes: Buffer | string) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;

it("T17: every script that is published has its hash in integrity.json, and it is right", async () => {
  const built = (await readdir(BUILT)).filter((name) => name.endsWith(".js"));
  const right = Object.fromEntries(
    await Promise.all(built.map(async (name) => [name, hashOf(await readFile(new URL(name, BUILT)))])),
  );
  expect(files).toEqual(right);
  expect(built.length).toBeGreaterThan(20);
  const { version: ofPackage } = JSON.parse(await readFile(new URL("../../package.json", BUILT), "utf8")) as {
    version: string;
  };
  expect(version).toBe(ofPackage);
});

it("the loader stands under a name of its version and its content, too, which is never another file's", () => {
  expect(PINNED).toMatch(new RegExp(`^aftertask-${version.replaceAll(".", "\\.")}-[\\w-]{8}\\.js$`));
  expect(files[PINNED]).toBe(files["aftertask.js"]);
});

let browser: Browser;
let server: HostServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), HostServer.start()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

let pages = 0;

/** A page that pins all of ours: the loader by its tag, what it fetches by an import map, which no tag of ours can have. */
async function visit(hashes: Record<string, string>) {
  const pinned = Object.fromEntries(
    Object.entries(hashes)
      .filter(([name]) => !name.startsWith("aftertask"))
      .map(([name, hash]) => [`/script/${name}`, hash]),
  );
  const html = `<!doctype html><html lang=fr><meta charset=utf-8><title>Cases</title>
    <script type=importmap>${JSON.stringify({ integrity: pinned })}</script>
    <script async src=/script/${PINNED} integrity="${hashes[PINNED]}" crossorigin=anonymous
      data-key=pk_intranet data-endpoint=/v1/ratings data-locale=en data-fatigue=off data-prefetch=off></script>
    <button id=close data-aftertask-ask=hr.benefits-paperwork data-aftertask-task="SRI-${++pages}">Close case</button>`;
  const page = await (await browser.newContext()).newPage();
  const said: string[] = [];
  page.on("console", (message) => message.type() === "error" && said.push(message.text()));
  await page.goto(server.add(`/integrity/${pages}`, html), { waitUntil: "networkidle" });
  return { page, prompt: new Prompt(page, en), said, task: `SRI-${pages}` };
}

const isReady = () => typeof (globalThis as { aftertask?: { version?: unknown } }).aftertask?.version === "string";
const other = hashOf("something else");

it("a page that pins every file has the prompt, and its rating arrives", async () => {
  const { page, prompt, said, task } = await visit(files);
  await page.locator("#close").click();
  await prompt.choose("Badly");
  await prompt.region.locator(".under p").waitFor();
  await prompt.send();
  await prompt.says(en.thanks);
  expect(Object.values(server.endsOf(task))).toEqual([["stored"]]);
  expect(said).toEqual([]);
  await page.context().close();
});

it("a loader that is not the one that was pinned does not run", async () => {
  const { page, said } = await visit({ ...files, [PINNED]: other });
  await expect.poll(() => said.join()).toMatch(/integrity/);
  expect(await page.evaluate(isReady)).toBe(false);
  await page.context().close();
});

it("a file behind it that is not the one that was pinned does not run, and the page goes on", async () => {
  const entry = Object.keys(files).find((name) => name.startsWith("prompt-")) ?? "";
  const { page, prompt, said } = await visit({ ...files, [entry]: other });
  await page.locator("#close").click();
  await expect.poll(() => said.join()).toMatch(/integrity/);
  expect(await prompt.region.count()).toBe(0);
  expect(await page.evaluate(isReady)).toBe(true);
  await page.context().close();
});
