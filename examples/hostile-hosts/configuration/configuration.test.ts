import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchChromium } from "../../journeys/browser.js";
import { bundle } from "../bundles.js";
import { HostServer } from "../host-server.js";
import { record } from "../record.js";
import { CALL_CASES, TAG_CASES, type TagCase } from "./cases.js";

let browser: Browser;
let server: HostServer;
let page: Page;

interface ConfiguredPage {
  hacked(): void;
  wasHacked: boolean;
  said: string[];
  notAsked: unknown[];
  create: unknown;
  ask: unknown;
}

beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), HostServer.start()]);
  const widget = await bundle(`
    import { createAftertask } from "@aftertask/widget";
    const instance = createAftertask({ endpoint: "/v1/ratings", key: "pk_intranet", fatigue: "off" });
    globalThis.create = async (options) => void createAftertask(options).close();
    globalThis.ask = (...given) => instance.ask(...given);`);
  server.add("/calls.js", { html: widget, headers: { "content-type": "text/javascript" } });
  page = await (await browser.newContext()).newPage();
  await page.addInitScript(() => {
    const here = globalThis as unknown as ConfiguredPage;
    Object.assign(here, { wasHacked: false, said: [], notAsked: [], hacked: () => (here.wasHacked = true) });
    for (const level of ["error", "warn"] as const)
      console[level] = (...words: unknown[]) => here.said.push(words.map(String).join(" "));
    addEventListener("error", ({ message }) => here.said.push(`uncaught: ${message}`));
    addEventListener("unhandledrejection", ({ reason }) => here.said.push(`unhandled: ${String(reason)}`));
    addEventListener("aftertask-not-asked", (event) => here.notAsked.push((event as CustomEvent).detail));
  });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const attributes = (prefix: string, given: Readonly<Record<string, string>>) =>
  Object.entries(given)
    .map(([name, value]) => ` ${prefix}${name}="${value.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`)
    .join("");

function pageOf({ tag = {}, trigger = {}, element }: TagCase, index: number): string {
  const asked = { task: `T-${index}`, ...trigger };
  const script = attributes("data-", {
    key: "pk_intranet",
    endpoint: "/v1/ratings",
    fatigue: "off",
    prefetch: "off",
    ...tag,
  });
  const control = attributes("data-aftertask-", { ask: "hr.payroll", ...asked });
  const own =
    element &&
    `<aftertask-prompt${attributes("", { touchpoint: "hr.payroll", task: `T-${index}`, ...element })}></aftertask-prompt>`;
  return `<!doctype html><html lang=en><meta charset=utf-8><title>Cases</title><script src=/script/aftertask.js${script}></script>
    ${own ?? `<button id=close${control}>Close case</button>`}`;
}

it.each(TAG_CASES.map((each, index) => [each.name, each, index] as const))("%s", async (_name, configured, index) => {
  await page.goto(server.add(`/configured/${index}`, pageOf(configured, index)));
  const press = () => page.evaluate(() => document.querySelector<HTMLElement>("#close")?.click());
  const look = () =>
    page.evaluate(() => {
      const { said, notAsked, wasHacked } = globalThis as unknown as ConfiguredPage;
      const root = document.querySelector("aftertask-prompt")?.shadowRoot;
      const card = root?.querySelector(".card");
      return {
        said,
        notAsked: notAsked.length,
        wasHacked,
        strangers: [...(root?.querySelectorAll("img, script, iframe, a, b, [onerror], [style*=url]") ?? [])].length,
        text: card?.textContent ?? null,
      };
    });
  await press();
  if (configured.refused === undefined) {
    await expect
      .poll(async () => (await look()).text, { timeout: 10_000 })
      .toContain(configured.shows ?? "How did it go?");
    expect(await look()).toMatchObject({ said: [], notAsked: 0, wasHacked: false, strangers: 0 });
    record({ kind: "configuration", name: configured.name, ends: "shown" });
    return;
  }
  await expect.poll(async () => (await look()).notAsked, { timeout: 10_000 }).toBe(1);
  // A second time it is refused as well, and nobody is told again.
  if (!configured.element) {
    await press();
    await expect.poll(async () => (await look()).notAsked).toBe(2);
  }
  const { said, wasHacked, text } = await look();
  expect(said).toEqual([expect.stringMatching(new RegExp(`^Aftertask: ${configured.refused} must be `))]);
  expect({ wasHacked, text }).toEqual({ wasHacked: false, text: null });
  record({ kind: "configuration", name: configured.name, ends: "refused" });
});

it.each(CALL_CASES)("rejects %s", async (name, call, option) => {
  if (!page.url().endsWith("/calls")) {
    await page.goto(
      server.add(
        "/calls",
        "<!doctype html><meta charset=utf-8><title>Calls</title><script type=module src=/calls.js></script>",
      ),
    );
    await page.waitForFunction(() => "ask" in globalThis);
  }
  const told = await page.evaluate(
    (text) =>
      (new Function(`return (async () => ${text})()`)() as Promise<unknown>).then(
        () => "nothing was wrong",
        (error: Error) => `${error.name}: ${error.message}`,
      ),
    call,
  );
  expect(told).toMatch(new RegExp(`^AftertaskUsageError: Aftertask: \\S*${option}`));
  expect(await page.evaluate(() => (globalThis as unknown as ConfiguredPage).said)).toEqual([]);
  expect(await page.locator("aftertask-prompt").count()).toBe(0);
  record({ kind: "configuration", name, ends: "refused" });
});
