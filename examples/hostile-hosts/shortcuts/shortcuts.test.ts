import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchChromium } from "../../journeys/browser.js";
import { en, Prompt } from "../../journeys/models/prompt.js";
import { HostServer } from "../host-server.js";

let browser: Browser;
let server: HostServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), HostServer.start()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** What a page listens with, as scripts that come before ours: each notes what it was told in `fired`. */
const LISTENERS: Readonly<Record<string, string>> = {
  "hotkeys-js": `<script src="/systems/hotkeys-js/dist/hotkeys-js.min.js"></script>
    <script>for (const key of KEYS) hotkeys(key, () => note(key))</script>`,
  "hotkeys-js, in the capture phase": `<script src="/systems/hotkeys-js/dist/hotkeys-js.min.js"></script>
    <script>for (const key of KEYS) hotkeys(key, { capture: true }, () => note(key))</script>`,
  Mousetrap: `<script src="/systems/mousetrap/mousetrap.min.js"></script>
    <script>Mousetrap.prototype.stopCallback = () => false; for (const key of KEYS) for (const on of ["keydown", "keypress", "keyup"]) Mousetrap.bind(key, () => note(key), on)</script>`,
  tinykeys: `<script src="/systems/tinykeys/dist/tinykeys.umd.js"></script>
    <script>tinykeys.tinykeys(window, Object.fromEntries(CODES.map((key) => [key, () => note(key)])), { ignore: () => false })</script>`,
  "listeners of the page's own, on everything and in both phases": `<script>
    for (const type of ["keydown", "keypress", "keyup"]) for (const target of [document, document.documentElement])
      for (const capture of [true, false]) target.addEventListener(type, ({ key }) => note(key), capture);
    for (const type of ["keydown", "keypress", "keyup"]) addEventListener(type, ({ key }) => note(key));
  </script>`,
};

const KEYS = ["j", "k", "1", "5", "?", "space", "enter", "up", "down", "left", "right", "escape"];
const CODES = ["j", "k", "1", "5", "Space", "Enter", "ArrowDown", "ArrowRight", "ArrowLeft", "Escape"];

interface NotingPage {
  fired: string[];
}

async function open(listeners: string): Promise<{ page: Page; prompt: Prompt; fired: () => Promise<string[]> }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const html = `<!doctype html><html lang=en><meta charset=utf-8><title>Cases</title>
    <script>var fired = []; var note = (key) => fired.push(key); var KEYS = ${JSON.stringify(KEYS)}; var CODES = ${JSON.stringify(CODES)};</script>
    ${listeners}<script src=/script/aftertask.js data-key=pk_intranet data-endpoint=/v1/ratings data-fatigue=off></script>
    <input id=field><button id=close data-aftertask-ask=hr.payroll data-aftertask-task=T-1>Close case</button>`;
  await page.goto(server.add(`/shortcuts/${server.heard.length}`, html));
  await page.locator("#close").click();
  const prompt = new Prompt(page, en);
  await prompt.region.waitFor();
  // What keeps the keys comes with what knows F6.
  await page.locator("#field").focus();
  const within = () => page.evaluate(() => document.activeElement?.localName);
  await expect
    .poll(async () => (await page.keyboard.press("F6"), within()), { timeout: 15_000 })
    .toBe("aftertask-prompt");
  const fired = () => page.evaluate(() => (globalThis as unknown as NotingPage).fired.splice(0));
  return { page, prompt, fired };
}

it.each(Object.entries(LISTENERS))(
  "%s hear nothing of keys in the prompt, and all beside it",
  async (_name, listeners) => {
    const { page, prompt, fired } = await open(listeners);
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };

    // On the page they work, the prompt being there: else this proves nothing.
    await page.locator("#close").focus();
    await press("j");
    expect(await fired()).not.toEqual([]);

    await prompt.answer("Badly").focus();
    await press("ArrowRight", "ArrowLeft", "j", "1", "Enter");
    await prompt.region.locator(".more").waitFor();
    expect(await prompt.answer("Badly").isChecked()).toBe(true);
    const comment = prompt.region.getByRole("textbox");
    await comment.focus();
    await press("j", "k", "1", "5", "Shift+?", "Space", "Enter", "x");
    expect(await comment.inputValue()).toBe("jk15? \nx");
    await prompt.region.getByRole("combobox").focus();
    await press("ArrowDown", "j");
    await prompt.region.getByRole("checkbox").first().focus();
    await press("Space");
    expect(await prompt.region.getByRole("checkbox").first().isChecked()).toBe(true);
    await page.waitForTimeout(50);
    expect(await fired()).toEqual([]);

    // Escape is the prompt's own here, and the page's again when the prompt is gone.
    await prompt.button(en.close).focus();
    await press("Escape");
    await prompt.region.waitFor({ state: "detached" });
    expect(await fired()).toEqual([]);
    await page.locator("#close").focus();
    await press("j", "Escape");
    expect(await fired()).not.toEqual([]);
    await page.context().close();
  },
);

it("keys with Control go to the page from everywhere but the fields", async () => {
  const { page, prompt, fired } = await open(
    `<script>document.addEventListener("keydown", ({ key, ctrlKey }) => { if (ctrlKey) note(key) })</script>`,
  );
  await prompt.answer("Badly").focus();
  await page.keyboard.press("Control+j");
  expect(await fired()).toContain("j");
  await page.context().close();
});

it("F6 leads into the prompt and out of it, whoever listens", async () => {
  const { page, prompt } = await open(LISTENERS["hotkeys-js"] ?? "");
  await page.locator("#field").focus();
  await page.keyboard.press("F6");
  expect(await prompt.region.evaluate((card) => card.contains((card.getRootNode() as ShadowRoot).activeElement))).toBe(
    true,
  );
  await page.keyboard.press("F6");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("field");
  await page.context().close();
});
