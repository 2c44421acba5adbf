import type { Browser, Frame, Page } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchChromium } from "../../journeys/browser.js";
import { RunningCollector } from "../../journeys/collector.js";
import { en, Prompt } from "../../journeys/models/prompt.js";
import { HostServer } from "../host-server.js";
import { npmBundle } from "../bundles.js";
import { DOCUMENTS } from "./documents.js";
import { FRAMES } from "./frames.js";
import { type HostCase, SCRIPT_TAG } from "./host-case.js";
import { LIBRARIES } from "./libraries.js";
import { NATIVES } from "./natives.js";
import { record } from "../record.js";
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

const GROUPS = { LIBRARIES, NATIVES, PLATFORM, DOCUMENTS, FRAMES };
const CASES = Object.values(GROUPS).flat();

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
  const ours = addressed(tags);
  return `${doctype}<html lang="en" ${html}><head><meta charset="utf-8"/><title>Cases</title>
    ${script(`(${witness})()`)}${script(`document.addEventListener("click", ({ target }) => witnessed.heard.push("click " + target.id));`)}
    ${head}${breaks ? script(callOf(breaks)) : ""}${script("witnessed.strangers()")}${ours}${headAfter}</head>
    <body><main><input id="field" name="field"/>
    <button id="close" data-aftertask-ask="hr.benefits-paperwork" data-aftertask-task="${task}">Close case</button></main>${body}</body></html>`;
}

const addressed = (text: string) =>
  text
    .replaceAll("ELSEWHERE", elsewhere.address)
    .replaceAll("COLLECTOR", collector.address)
    .replaceAll("HERE", server.address);

/** Opens the page of a case, or one with a frame around it, and gives where the page itself is. */
async function open(page: Page, host: HostCase, task: string): Promise<Page | Frame> {
  const headers = Object.fromEntries(
    Object.entries(host.headers ?? {}).map(([name, value]) => [name, addressed(value)]),
  );
  const own = { html: pageOf(host, task), headers };
  const { frame } = host;
  if (!frame) {
    await page.goto(server.add(`/${task}`, own));
    return page;
  }
  const address = (frame.from ? elsewhere : server).add(`/${task}/frame`, own);
  const html = `<!doctype html><title>Portal</title><iframe ${frame.attributes ?? ""} width=800 height=640 src="${address}"></iframe>`;
  await page.goto(server.add(`/${task}`, { html, headers: frame.pageHeaders ?? {} }));
  const inner = page.frames().find((each) => each.url() === address);
  if (!inner) throw new Error("The frame is not there.");
  return inner;
}

/** The text of a call, however the function is written. */
function callOf(breaks: () => void): string {
  const text = String(breaks);
  return text.startsWith("breaks(") ? `({ ${text} }).breaks()` : `(${text})()`;
}

it.each(CASES.map((host, index) => [host.name, host, `HOST-${index}`] as const))(
  "T18: %s",
  async (_name, host, task) => {
    const context = await browser.newContext();
    try {
      const tab = await context.newPage();
      const uncaught: string[] = [];
      tab.on("pageerror", (error) => uncaught.push(error.message));
      const page = await open(tab, host, task);
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
        await prompt.says({ sent: en.thanks, kept: en.kept, held: en.keptWhileOpen }[host.ends ?? "sent"]);
      }

      if (host.ends && host.ends !== "sent") expect(server.endsOf(task)).toEqual({});
      else {
        const ends = () => Object.values({ ...server.endsOf(task), ...elsewhere.endsOf(task) });
        await expect.poll(ends, { timeout: 15_000 }).toEqual([["stored"]]);
      }
      expect(uncaught).toEqual([]);
      if (!host.ending) await expectUnharmed(page, host);
      const group = Object.entries(GROUPS).find(([, hosts]) => hosts.includes(host))?.[0];
      record({ kind: "case", group: group?.toLowerCase(), name: host.name, ends: host.ends ?? "sent" });
    } finally {
      await context.close();
    }
  },
);

const saved = async (prompt: Prompt) => (await prompt.region.locator(".under p").count()) > 0;

/** The page works as before, nobody complains, and nothing of ours lies about but one name. */
async function expectUnharmed(page: Page | Frame, { says, brings }: HostCase): Promise<void> {
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
