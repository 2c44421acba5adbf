import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright";
import { describe, expect, it } from "vitest";
import { en, Prompt } from "./models/prompt.js";
import { RequestsPage } from "./models/requests-page.js";
import { useStage } from "./stage.js";

const stage = useStage("fresh");

async function open(options = {}) {
  const visited = await stage.visit(options);
  const requestsPage = new RequestsPage(visited.page, `${stage.collector.address}/?lang=en`);
  await requestsPage.open();
  return { ...visited, requestsPage, prompt: new Prompt(visited.page, en) };
}

it("a keyboard is enough: F6, an arrow, Send", async () => {
  const { page, requestsPage, prompt } = await open();
  await requestsPage.closing("BEN-1042").focus();
  await page.keyboard.press("Enter");
  // Nobody knows the key before it is announced.
  await page.getByText("Press F6 to answer").waitFor({ state: "attached" });
  await prompt.ready();
  const keys = ["F6", "ArrowRight", "ArrowRight", "ArrowRight", "Enter"];
  for (const key of keys) await page.keyboard.press(key);
  // The words on the card, not those that are said.
  await prompt.region.getByText("Saved. The rest is optional.").waitFor();
  await prompt.button(en.send).focus();
  await page.keyboard.press("Enter");
  await prompt.says(en.thanks);
});

it("waits until somebody who types has paused", async () => {
  const { page, prompt } = await open();
  await page.evaluate(() => document.querySelector("main")?.prepend(document.createElement("input")));
  const field = page.locator("main > input");
  await field.focus();
  await page.evaluate(async () => {
    const { aftertask } = globalThis as unknown as {
      aftertask: { ask(...given: unknown[]): Promise<unknown>; pending(): Promise<number> };
    };
    await aftertask.pending();
    document
      .querySelector("main > input")
      ?.addEventListener("input", () => void aftertask.ask("hr.benefits-paperwork", { task: "BEN-7" }), { once: true });
  });
  const sentence = "while this is being typed";
  for (const letter of sentence) await field.press(letter === " " ? "Space" : letter, { delay: 20 });
  expect(await prompt.region.count()).toBe(0);
  await prompt.region.waitFor();
  expect(await field.inputValue()).toBe(sentence);
});

it("waits while a modal dialog is open", async () => {
  const { page, prompt } = await open();
  await page.evaluate(() => {
    const dialog = document.createElement("dialog");
    dialog.id = "modal";
    document.body.append(dialog);
    dialog.showModal();
    const { aftertask } = globalThis as unknown as { aftertask: { ask(...given: unknown[]): Promise<unknown> } };
    void aftertask.ask("hr.benefits-paperwork", { task: "BEN-7" });
  });
  await page.waitForTimeout(1_500);
  expect(await prompt.region.count()).toBe(0);
  await page.evaluate(() => (document.querySelector("#modal") as HTMLDialogElement).close());
  await prompt.region.waitFor();
});

it("one prompt at a time: the second ask waits for the first", async () => {
  const { page, requestsPage, prompt } = await open();
  await requestsPage.closing("BEN-1042").click();
  await prompt.region.getByText("Dental benefits claim, BEN-1042").waitFor();
  // By keyboard: the card may stand above the control.
  await requestsPage.closing("PRO-0771").press("Enter");
  await page.waitForTimeout(500);
  expect(await prompt.region.count()).toBe(1);
  await prompt.button(en.notNow).click();
  await prompt.region.getByText("Supplier onboarding: Lindqvist Paper, PRO-0771").waitFor();
});

it("a click that the page has default-prevented asks nothing", async () => {
  const { page, requestsPage, prompt } = await open();
  await page.evaluate(() => addEventListener("click", (event) => event.preventDefault()));
  await requestsPage.closing("BEN-1042").click();
  await page.waitForTimeout(1_000);
  expect(await prompt.region.count()).toBe(0);
});

it("the script twice on a page is one prompt", async () => {
  const { page, requestsPage, prompt, complaints } = await open();
  await page.evaluate(async () => {
    const again = document.querySelector("script[data-key]")?.cloneNode() as HTMLScriptElement;
    const loaded = new Promise((done) => again.addEventListener("load", done));
    document.head.append(document.importNode(again));
    await Promise.race([loaded, new Promise((done) => setTimeout(done, 1_000))]);
  });
  await requestsPage.closing("BEN-1042").click();
  await prompt.region.waitFor();
  expect(await page.locator("aftertask-prompt").count()).toBe(1);
  expect(complaints).toEqual([]);
});

it("a script tag beside an npm import stands in one line with it", async () => {
  const { page } = await stage.visit();
  await page.route(/npm-app\/\?/, async (route) => {
    const answer = await route.fetch();
    const tag = '<script async src="/aftertask.js" data-key="pk_intranet" data-fatigue="off"></script></head>';
    await route.fulfill({ response: answer, body: (await answer.text()).replace("</head>", tag) });
  });
  await page.goto(`${stage.collector.address}/examples/npm-app/?lang=en`);
  await page.getByRole("button", { name: "Close case FAC-0318" }).click();
  const prompt = new Prompt(page, en);
  await prompt.region.getByText("FAC-0318").waitFor();
  await page.evaluate(async () => {
    const here = globalThis as unknown as {
      aftertask: { ask(...given: unknown[]): Promise<unknown>; explain(...given: unknown[]): Promise<unknown> };
      outcome: unknown;
    };
    void here.aftertask.ask("it.access-request", { task: "IT-1" }).then((outcome) => (here.outcome = outcome));
    await here.aftertask.explain("it.access-request", { task: "IT-1" });
  });
  await page.waitForTimeout(500);
  expect(await prompt.region.count()).toBe(1);
  await prompt.button(en.notNow).click();
  await prompt.region.getByText("IT-1").waitFor();
  // The element was defined by the one, the prompt in it is the other's: it hears of its end all the same.
  await page.evaluate(() => document.querySelector("aftertask-prompt")?.remove());
  await expect
    .poll(() => page.evaluate(() => (globalThis as unknown as { outcome: unknown }).outcome))
    .toEqual({ outcome: "dismissed", how: "removed" });
});

it("asks in a frame that may remember nothing, and says what becomes of the answer", async () => {
  const { page, complaints } = await stage.visit();
  const frame = `<!doctype html><html lang="en"><script src="${stage.collector.address}/aftertask.js" data-key="pk_intranet"></script>
    <button data-aftertask-ask="it.access-request" data-aftertask-task="IT-1">Close case</button>`;
  // A real server: a page without an address of its own may not reach this computer.
  const host = createServer((_request, response) =>
    response
      .setHeader("content-type", "text/html")
      .end('<!doctype html><iframe sandbox="allow-scripts" width="800" height="700"></iframe>'),
  )
    .listen(0, "127.0.0.1")
    .unref();
  await once(host, "listening");
  await page.goto(`http://127.0.0.1:${(host.address() as AddressInfo).port}`);
  await page.evaluate((html) => document.querySelector("iframe")?.setAttribute("srcdoc", html), frame);
  const inside = page.frameLocator("iframe");
  const card = inside.getByRole("region", { name: en.region });
  await inside.getByRole("button", { name: "Close case" }).click();
  await card.getByRole("radio", { name: "Well", exact: true }).click();
  await card.getByRole("button", { name: en.send, exact: true }).click();
  await card.getByText(/Thank you|leave this page open|Kept here/).waitFor();
  expect(complaints.filter((text) => text.startsWith("uncaught"))).toEqual([]);
  host.close();
});

it("a chunk that cannot be fetched is nobody's error but the prompt's", async () => {
  const { page, complaints } = await stage.visit();
  await page.addInitScript(() => localStorage.setItem("aftertask:waiting", "1"));
  await page.route(/\/prompt-[\w-]+\.js/, (route) => route.abort());
  const tried = page.waitForEvent("requestfailed", (request) => /\/prompt-/.test(request.url()));
  await page.goto(`${stage.collector.address}/?lang=en`);
  await tried;
  // Whoever has not caught it has been told when the next task has run.
  await page.evaluate(() => new Promise((go) => setTimeout(go)));
  expect(complaints.filter((text) => text.startsWith("uncaught"))).toEqual([]);
});

it("where the positioning cannot be fetched, the card stands in the corner", async () => {
  const { page, requestsPage, prompt } = await open();
  await page.route(/\/position-[\w-]+\.js/, (route) => route.abort());
  await requestsPage.closing("FIL-0094").click();
  await prompt.region.waitFor();
  await expect.poll(async () => (await prompt.region.boundingBox())?.x).toBeGreaterThan(400);
});

it("the script tag's attributes are followed, and a mistake in them leaves what was before", async () => {
  const { page, requestsPage, prompt, complaints } = await open();
  const pending = () => (globalThis as unknown as { aftertask: { pending(): Promise<number> } }).aftertask.pending();
  await page.evaluate(pending);
  await page.evaluate(() => document.querySelector("script[data-key]")?.setAttribute("data-theme", "blue"));
  await requestsPage.closing("BEN-1042").click();
  await prompt.region.waitFor();
  expect(complaints).toEqual(["console: Aftertask: theme must be one of auto, light, dark."]);
  await page.evaluate(() => document.querySelector("script[data-key]")?.setAttribute("data-theme", "dark"));
  await requestsPage.be("Ben");
  await prompt.region.waitFor({ state: "detached" });
});

describe("every state passes axe", () => {
  const states: [string, (prompt: Prompt, page: Page) => Promise<void>][] = [
    ["asking", async () => {}],
    ["rated", async (prompt) => prompt.choose("Badly")],
    [
      "thanked",
      async (prompt) => {
        await prompt.choose("Well");
        await prompt.send();
        await prompt.says(en.thanks);
      },
    ],
    [
      "kept",
      async (prompt, page) => {
        await prompt.ready();
        await page.context().setOffline(true);
        await prompt.choose("Well");
        await prompt.send();
        await prompt.says(en.kept);
      },
    ],
  ];
  const looks = ["light", "dark"] as const;
  it.each(looks.flatMap((look) => states.map(([name, reach]) => [name, look, reach] as const)))(
    "%s, %s",
    async (_name, colorScheme, reach) => {
      const { page, requestsPage, prompt } = await open({ colorScheme, reducedMotion: "reduce" });
      await requestsPage.closing("BEN-1042").click();
      await prompt.region.waitFor();
      await page.waitForFunction(() => document.readyState === "complete");
      await reach(prompt, page);
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
        .analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
    },
  );
});
