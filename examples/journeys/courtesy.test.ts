import type { Page } from "playwright";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { coveredLinks } from "./accessibility/checks/hidden.js";
import { useSetting } from "./accessibility/setting.js";
import type { Watched } from "./accessibility/watch.js";

const setting = useSetting();
beforeAll(() => setting().page.addInitScript(listen));
beforeEach(() => setting().fresh());

const TRIGGER = 'data-aftertask-ask="hr.benefits-paperwork"';
const links = (count: number) => `<ol>${"<li><a href='#field'>A line of the list</a></li>".repeat(count)}</ol>`;

interface Heard {
  heard: string[];
}

/** Runs in the page before all else, since an element may ask as soon as it is there: notes what the widget tells, as `event task`. */
function listen(): void {
  const here = globalThis as unknown as Heard;
  here.heard = [];
  for (const event of ["shown", "dismissed", "not-asked"])
    document.addEventListener(`aftertask-${event}`, ({ detail }: CustomEventInit<{ task: string }>) =>
      here.heard.push(`${event} ${detail?.task}`),
    );
}

async function open(main = "", { script = "", css = "" } = {}): Promise<Page> {
  const { host, page } = setting();
  host.page = { main, script, css };
  await setting().open();
  return page;
}
const fetchedAhead = (page: Page) =>
  page.waitForFunction(() =>
    (globalThis as unknown as { watched: Watched }).watched.files.some((name) => name.includes("/after-tap-")),
  );
const heard = () => setting().page.evaluate(() => (globalThis as unknown as Heard).heard);
const expectHeard = (...lines: string[]) => expect.poll(heard).toEqual(lines);
const dismiss = async () => {
  await setting().card.buttons.first().click();
  await setting().card.element.waitFor({ state: "detached" });
};

describe("what has the focus is never hidden by the prompt", () => {
  it("in a window so small that a sheet takes most of it", async () => {
    await setting().page.setViewportSize({ width: 320, height: 256 });
    await open(links(60));
    await setting().ask();
    expect(await coveredLinks(setting(), 60)).toEqual([]);
  });

  it("and would be, were it not for its manners", async () => {
    await open(links(60), { css: "ol { columns: 3; }" });
    setting().host.missing = /^manners-/;
    await setting().open();
    await setting().ask();
    expect(await coveredLinks(setting(), 60)).not.toEqual([]);
  });
});

describe("calls and presentations", () => {
  it("data-busy on the script tag holds prompts back for as long as it is there", async () => {
    const page = await open("", { script: "data-busy" });
    await setting().begin({ task: "T-1" });
    await page.waitForTimeout(800);
    expect(await heard()).toEqual([]);
    await page.evaluate(() => document.querySelector("script[data-key]")?.removeAttribute("data-busy"));
    await expectHeard("shown T-1");
  });

  it("what fills the whole screen holds them back without a word", async () => {
    const page = await open();
    await page.evaluate(() =>
      document
        .querySelector("#first")
        ?.addEventListener("click", () => void document.querySelector("main")?.requestFullscreen()),
    );
    await page.click("#first");
    await page.waitForFunction(() => document.fullscreenElement !== null);
    await setting().begin({ task: "T-1" });
    await page.waitForTimeout(800);
    expect(await heard()).toEqual([]);
    await page.evaluate(() => document.exitFullscreen());
    await expectHeard("shown T-1");
  });
});

it("a modal dialog that opens over the prompt does not leave it to be seen and not used", async () => {
  const page = await open("<dialog><button id='ok'>OK</button></dialog>");
  await setting().ask({ task: "T-1" });
  await setting().complete();
  await page.evaluate(() => document.querySelector("dialog")?.showModal());
  await expect.poll(() => setting().card.element.isVisible()).toBe(false);
  await page.keyboard.press("F6");
  expect(await setting().focused()).toBe("ok");
  await page.keyboard.press("Escape");
  await expect.poll(() => setting().card.element.isVisible()).toBe(true);
  await page.keyboard.press("F6");
  expect(await setting().focused()).toContain("prompt");
});

it("Escape in a prompt that stands in a dialog closes the prompt, and then the dialog", async () => {
  const page = await open("<dialog><div id='place'></div></dialog>");
  await page.evaluate(() => {
    document.querySelector("dialog")?.showModal();
    const { aftertask } = globalThis as unknown as { aftertask: { ask(...given: unknown[]): Promise<unknown> } };
    void aftertask.ask("hr.benefits-paperwork", { task: "T-1", container: document.querySelector("#place") });
  });
  await setting().card.element.waitFor();
  await setting().complete();
  const isOpen = () => page.evaluate(() => document.querySelector("dialog")?.open);
  await page.keyboard.press("F6");
  await page.keyboard.press("Escape");
  await expectHeard("shown T-1", "dismissed T-1");
  expect(await isOpen()).toBe(true);
  await page.keyboard.press("Escape");
  await expect.poll(isOpen).toBe(false);
});

describe("controls that ask", () => {
  it("by the keyboard as by the pointer, after the page's own handlers, also where these stop the event", async () => {
    const page = await open(`<button id="ask" ${TRIGGER} data-aftertask-task="T-1">Close case</button>`);
    await page.evaluate(() =>
      document.querySelector("#ask")?.addEventListener("click", (event) => {
        event.stopImmediatePropagation();
        (globalThis as unknown as Heard).heard.push("handled");
      }),
    );
    await page.focus("#ask");
    await page.keyboard.press("Space");
    await expectHeard("handled", "shown T-1");
  });

  it("in a shadow root, when they are clicked", async () => {
    const page = await open("<div id='box'></div>");
    await page.evaluate(() => {
      const root = document.querySelector("#box")?.attachShadow({ mode: "open" });
      const button = document.createElement("button");
      button.dataset["aftertaskAsk"] = "hr.benefits-paperwork";
      button.dataset["aftertaskTask"] = "T-1";
      button.append(document.createElement("b"));
      button.querySelector("b")?.append("Close case");
      root?.append(button);
    });
    await page.click("#box b");
    await expectHeard("shown T-1");
  });

  it.each([
    ["in the frame that answers the click, which comes before any timer", "setTimeout"],
    ["though no frame is painted", "requestAnimationFrame"],
  ] as const)("%s", async (_when, name) => {
    const page = await open(`<button id="ask" ${TRIGGER} data-aftertask-task="T-1">Close case</button>`);
    await fetchedAhead(page);
    await page.evaluate((never) => void (globalThis[never] = (() => 0) as never), name);
    await page.click("#ask");
    await expectHeard("shown T-1");
  });

  it("in a later task than the click's, once", async () => {
    const page = await open(`<button id="ask" ${TRIGGER} data-aftertask-task="T-1">Close case</button>`);
    await fetchedAhead(page);
    await page.evaluate(() =>
      addEventListener("click", () => queueMicrotask(() => (globalThis as unknown as Heard).heard.push("handled"))),
    );
    await page.click("#ask");
    await expectHeard("handled", "shown T-1");
    await page.waitForTimeout(300);
    expect(await heard()).toEqual(["handled", "shown T-1"]);
  });

  it("not when the page has prevented the click, however late", async () => {
    const page = await open(`<button id="ask" ${TRIGGER} data-aftertask-task="T-1">Close case</button>`);
    await page.evaluate(() => addEventListener("click", (event) => event.preventDefault()));
    await page.click("#ask");
    await page.waitForTimeout(500);
    expect(await heard()).toEqual([]);
  });

  it("stand beside their place, or in the corner once the click has taken them away", async () => {
    const page = await open(
      `<button id="ask" ${TRIGGER} data-aftertask-task="T-1" data-aftertask-layout="anchored">Close case</button>`,
    );
    await page.evaluate(() =>
      document.querySelector("#ask")?.addEventListener("click", () => document.querySelector("#ask")?.remove()),
    );
    await page.click("#ask");
    await expectHeard("shown T-1");
    expect(await setting().card.element.evaluate((card) => card.classList.contains("corner"))).toBe(true);
  });

  it("a double click does not answer the question that comes up under the pointer", async () => {
    const page = await open(`<button id="ask" ${TRIGGER} data-aftertask-task="T-1">Close case</button>`, {
      css: "#ask { position: fixed; right: 100px; bottom: 180px; }",
    });
    // So that the card is there at once.
    await fetchedAhead(page);
    await page.dblclick("#ask", { delay: 30 });
    await expectHeard("shown T-1");
    await page.waitForTimeout(300);
    expect(await setting().card.element.locator(":checked").count()).toBe(0);
  });
});

describe("elements that ask by being there", () => {
  const present = (task: string) => `<p ${TRIGGER} data-aftertask-on="present" data-aftertask-task="${task}">Done.</p>`;

  it("ask once, whenever they come, and a click on them asks nothing more", async () => {
    const page = await open(present("T-1"));
    await expect.poll(() => setting().card.element.count()).toBe(1);
    await dismiss();
    await page.click("main p[data-aftertask-ask]");
    const attributes = [...present("T-2").matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]);
    await page.evaluate((given) => {
      const box = document.createElement("div");
      const element = box.appendChild(document.createElement("p"));
      for (const [name, value] of given as [string, string][]) element.setAttribute(name, value);
      document.querySelector("main")?.append(box);
    }, attributes);
    await expectHeard("shown T-1", "dismissed T-1", "shown T-2");
  });

  it("ask anew when a page uses them again for another task", async () => {
    const page = await open(present("T-1"));
    await expect.poll(() => setting().card.element.count()).toBe(1);
    await dismiss();
    await page.evaluate(() => {
      const element = document.querySelector("[data-aftertask-on]");
      element?.setAttribute("data-aftertask-label", "Another case");
      element?.setAttribute("data-aftertask-task", "T-2");
    });
    await expect.poll(async () => (await heard()).at(-1)).toBe("shown T-2");
  });

  it("once they ask, may go: the ask goes on", async () => {
    const page = await open(present("T-1"), { script: "data-busy" });
    // What is called after the ask is answered after it has begun.
    await setting().pending();
    await page.evaluate(() => document.querySelector("[data-aftertask-on]")?.remove());
    await page.evaluate(() => document.querySelector("script[data-key]")?.removeAttribute("data-busy"));
    await expectHeard("shown T-1");
  });

  it("the element of its own asks also where nothing is fetched ahead", async () => {
    await open(`<aftertask-prompt touchpoint="hr.benefits-paperwork" task="T-1"></aftertask-prompt>`, {
      script: 'data-prefetch="off"',
    });
    await expect.poll(() => setting().card.element.count()).toBe(1);
  });
});
