import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchChromium } from "../../journeys/browser.js";
import { RunningCollector } from "../../journeys/collector.js";
import { en, Prompt } from "../../journeys/models/prompt.js";
import { HostServer } from "../host-server.js";
import { npmBundle } from "../bundles.js";
import { DOCUMENTS } from "./documents.js";
import { type HostCase, SCRIPT_TAG } from "./host-case.js";
import { LIBRARIES } from "./libraries.js";
import { NATIVES } from "./natives.js";
import { PLATFORM } from "./platform.js";
import { witness, type WitnessPage } from "./witness.js";

let browser: Browser;
let collector: RunningCollector;
let server: HostServer;
let elsewhere: HostServer;

beforeAll(async () => {
  [browser, collector] = await Promise.all([launchChromium(), RunningCollector.start()]);
  [server, elsewhere] = await Promise.all([HostServer.start(collector.address), HostServer.start(collector.address)]);
  server.add("/npm.js", { html: await npmBundle(), headers: { "content-type": "text/javascript" } });
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([server?.stop(), elsewhere?.stop(), collector?.end()]);
});

const CASES = [...LIBRARIES, ...NATIVES, ...PLATFORM, ...DOCUMENTS];

function pageOf(host: HostCase, task: string): string {
  const {
    breaks,
    head = "",
    headAfter = "",
    body = "",
    doctype = "<!doctype html>",
    html = "",
    tags = SCRIPT_TAG,
  } = host;
  const script = (text: string) => `<script nonce="host">${text}</script>`;
  const ours = tags.replaceAll("ELSEWHERE", elsewhere.address);
  return `${doctype}<html lang="en" ${html}><head><meta charset="utf-8"/><title>Cases</title>
    ${script(`(${witness})()`)}${script(`document.addEventListener("click", ({ target }) => witnessed.heard.push("click " + target.id));`)}
    ${head}${breaks ? script(callOf(breaks)) : ""}${script("witnessed.strangers()")}${ours}${headAfter}</head>
    <body><main><input id="field" name="field"/>
    <button id="close" data-aftertask-ask="hr.benefits-paperwork" data-aftertask-task="${task}">Close case</button></main>${body}</body></html>`;
}

/** The text of a call, however the function is written. */
function callOf(breaks: () => void): string {
  const text = String(breaks);
  return text.startsWith("breaks(") ? `({ ${text} }).breaks()` : `(${text})()`;
}

it.each(CASES.map((host, index) => [host.name, host, `HOST-${index}`] as const))("%s", async (_name, host, task) => {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const uncaught: string[] = [];
    page.on("pageerror", (error) => uncaught.push(error.message));
    await page.goto(server.add(`/${task}`, { html: pageOf(host, task), headers: host.headers ?? {} }));
    await page.waitForFunction(
      () => typeof (globalThis as { aftertask?: { version?: unknown } }).aftertask?.version === "string",
    );
    await page.evaluate(() => document.querySelector<HTMLElement>("#close")?.click());

    const prompt = new Prompt(page, en);
    await prompt.region.waitFor({ timeout: 20_000 }).catch(async (error: unknown) => {
      throw new Error(
        `No prompt. ${await page.evaluate(() => JSON.stringify((globalThis as unknown as WitnessPage).witnessed))}`,
        { cause: error },
      );
    });
    expect(await prompt.region.count()).toBe(1);
    await prompt.choose("Badly");
    await prompt.button(en.send).waitFor();
    await prompt.region.locator(".more").waitFor();
    await host.afterTap?.(page, server);
    if (host.ending) {
      // What is on its way to the disk may take a moment; a page that goes earlier is another case.
      await expect.poll(() => saved(prompt)).toBe(true);
      await host.ending(page, server);
    } else {
      await prompt.send();
      await prompt.says(host.ends === "kept" ? en.kept : en.thanks);
    }

    if (host.ends === "kept") expect(server.endsOf(task)).toEqual({});
    else {
      const ends = () => Object.values({ ...server.endsOf(task), ...elsewhere.endsOf(task) });
      await expect.poll(ends, { timeout: 15_000 }).toEqual([["stored"]]);
    }
    expect(uncaught).toEqual([]);
    if (!host.ending) await expectUnharmed(page, host);
  } finally {
    await context.close();
  }
});

const saved = async (prompt: Prompt) => (await prompt.region.locator(".under p").count()) > 0;

/** The page works as before, nobody complains, and nothing of ours lies about but one name. */
async function expectUnharmed(page: Page, { says, brings }: HostCase): Promise<void> {
  const seen = await page.evaluate(() => {
    const { witnessed } = globalThis as unknown as WitnessPage;
    document.querySelector<HTMLElement>("#field")?.click();
    return {
      uncaught: witnessed.uncaught,
      said: witnessed.said,
      clicks: witnessed.heard.filter((each) => each === "click field").length,
      strangers: witnessed.strangers(),
    };
  });
  expect(seen.uncaught).toEqual([]);
  expect(seen.said.filter((words) => !says?.test(words))).toEqual([]);
  expect(seen.clicks).toBe(1);
  expect(seen.strangers.filter((name) => name !== "window.aftertask" && !brings?.test(name))).toEqual([]);
}

it("the collector holds each rating that it said to have stored, once", async () => {
  const stored = [...server.posted, ...elsewhere.posted]
    .filter(({ status }) => status === "stored")
    .map(({ id }) => id);
  await collector.report("hr.benefits-paperwork");
  await collector.stop();
  const rows = [...collector.rows("ratings"), ...collector.rows("intake")].map(({ id }) =>
    Buffer.from(id as Uint8Array).toString("hex"),
  );
  expect(rows.toSorted()).toEqual(stored.map((id) => id.replaceAll("-", "")).toSorted());
});
