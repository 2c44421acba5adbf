import type { ConsoleMessage, Route } from "playwright";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { HostPage } from "./accessibility/host-page.js";
import { useSetting } from "./accessibility/setting.js";

// What apps do to an element, a tag and an ask while something is under way.
const setting = useSetting();
beforeAll(() => setting().page.addInitScript(listen));
beforeEach(() => setting().fresh());

interface Here {
  heard: string[];
  uncaught: string[];
}

/** Runs in the page before all else: notes what the widget tells, as `event task`, and what nobody has caught. */
function listen(): void {
  const here = globalThis as unknown as Here;
  Object.assign(here, { heard: [], uncaught: [] });
  for (const event of ["shown", "rated", "dismissed", "not-asked", "delivered"])
    document.addEventListener(`aftertask-${event}`, ({ detail }: CustomEventInit<{ task: string }>) =>
      here.heard.push(`${event} ${detail?.task}`),
    );
  addEventListener("unhandledrejection", ({ reason }) => here.uncaught.push(String(reason)));
  addEventListener("error", ({ message }) => here.uncaught.push(message));
}
const heard = () => setting().page.evaluate(() => (globalThis as unknown as Here).heard);
const uncaught = () => setting().page.evaluate(() => (globalThis as unknown as Here).uncaught);

const element = (task: string) =>
  `<aftertask-prompt touchpoint="hr.benefits-paperwork" task="${task}"></aftertask-prompt>`;

/** Mounts the part of the page anew, as a router or a changed key does: other elements, the same attributes. */
const remount = () =>
  setting().page.evaluate(() => {
    const place = document.querySelector("#place");
    const copy = place?.cloneNode(true) as Element;
    place?.replaceWith(copy);
  });

async function open(main: string, script = ""): Promise<void> {
  setting().host.page = { main, script };
  await setting().open();
}

/** Until a card stands in the element that is in the page now. */
const standsIn = () => setting().page.locator("#place aftertask-prompt .card").waitFor();

describe("an element that its app mounts anew", () => {
  it("while its prompt is open, asks in its new place, and there is one prompt", async () => {
    await open(`<div id="place">${element("T-1")}</div>`);
    await standsIn();
    for (let time = 0; time < 3; time++) {
      await remount();
      await standsIn();
    }
    expect(await setting().card.element.count()).toBe(1);
    const told = await heard();
    expect(told.filter((each) => each === "shown T-1")).toHaveLength(4);
    expect(told.filter((each) => each === "dismissed T-1")).toHaveLength(3);
    expect(setting().host.posts).toEqual([]);
    expect(await uncaught()).toEqual([]);
  });

  it("with an answer in it, asks no more, and the answer is sent once", async () => {
    await open(`<div id="place">${element("T-1")}</div>`);
    await standsIn();
    await setting().card.choose(2);
    await setting().card.element.locator(".under p").waitFor();
    await remount();
    await expect.poll(() => setting().host.posts.length).toBe(1);
    await expect.poll(heard).toContain("not-asked T-1");
    await remount();
    await expect.poll(async () => (await heard()).filter((each) => each === "not-asked T-1").length).toBe(2);
    expect(await setting().card.element.count()).toBe(0);
    expect(setting().host.posts).toHaveLength(1);
    expect(await setting().pending()).toBe(0);
    expect(await uncaught()).toEqual([]);
  });

  it("taken out and put back later, as a tab of a page is, asks again where it stands", async () => {
    await open(`<div id="place">${element("T-1")}</div>`);
    await standsIn();
    await setting().page.evaluate(async () => {
      const own = document.querySelector("aftertask-prompt") as Element;
      const place = own.parentElement;
      own.remove();
      await new Promise((go) => setTimeout(go, 50));
      place?.append(own);
    });
    await expect.poll(heard).toEqual(["shown T-1", "dismissed T-1", "shown T-1"]);
    await standsIn();
  });
});

describe("a mistake in markup is said once on the console, and the page hears that nobody was asked", () => {
  /** Opens a page and gives what the console has said by the time that the page has heard something. */
  async function saidOf(page: HostPage): Promise<string[]> {
    const said: string[] = [];
    const note = (message: ConsoleMessage) => message.type() === "error" && said.push(message.text());
    setting().page.on("console", note);
    setting().host.page = page;
    await setting().open();
    await expect.poll(heard).toContain("not-asked T-1");
    setting().page.off("console", note);
    expect(await uncaught()).toEqual([]);
    return said;
  }
  const prompt = element("T-1");

  it.each([
    ["an element where the tag has no key", { key: "", main: prompt }, "key must be the project's public key."],
    ["a tag that cannot be followed", { main: prompt, script: "data-theme=blue" }, "theme must be one of auto,"],
    ["an element without a touchpoint", { main: prompt.replace(/touchpoint="\S+"/, "") }, "touchpoint must be a slug"],
    ["an element of no layout", { main: prompt.replace(">", ' layout="below">') }, "layout must be one of corner,"],
  ] as [string, HostPage, string][])("%s", async (_, page, fault) => {
    expect(await saidOf({ ...page, script: `${page.script ?? ""} data-prefetch=off` })).toEqual([
      expect.stringContaining(`Aftertask: ${fault}`),
    ]);
  });
});

it("a ticket, which this version does not read, is said on the console, and the ask goes on", async () => {
  const said: string[] = [];
  setting().page.on("console", (message) => message.type() === "error" && said.push(message.text()));
  const about = 'data-aftertask-ask="hr.benefits-paperwork" data-aftertask-on="present" data-aftertask-ticket="eyJ"';
  await open(["T-1", "T-2"].map((task) => `<p ${about} data-aftertask-task="${task}"></p>`).join(""));
  await expect.poll(heard).toEqual(["shown T-1"]);
  expect(said).toEqual([expect.stringContaining("Aftertask: a ticket must be left out")]);
});

it("a tag without a key carries elements that bring their own, and those that come when it has one", async () => {
  const { host, page, card } = setting();
  const own = element("T-1").replace(" task", ' key="pk_own" task');
  host.page = { key: "", main: `<div id="place">${own}</div>` };
  await setting().open();
  await standsIn();
  await card.choose(2);
  await setting().settled();
  await card.send.click();
  await expect.poll(() => host.posts.length).toBe(1);
  await page.evaluate(() => {
    (document.querySelector("script[data-key]") as HTMLScriptElement).dataset["key"] = "pk_late";
    const next = document.querySelector("aftertask-prompt")?.cloneNode() as Element;
    next.removeAttribute("key");
    next.setAttribute("task", "T-2");
    document.querySelector("#place")?.replaceChildren(next);
  });
  await expect.poll(heard).toContain("shown T-2");
  await card.choose(3);
  await setting().settled();
  await card.send.click();
  await expect.poll(() => host.posts.length).toBe(2);
  expect(host.posts.map((post) => (JSON.parse(post) as { key: string }).key)).toEqual(["pk_own", "pk_late"]);
  expect(await uncaught()).toEqual([]);
});

describe("while the prompt's code is being fetched", () => {
  /** Opens a page whose code does not come before `arrive`. */
  async function fetching(main: string): Promise<{ asked: Promise<void>; arrive: () => Promise<void> }> {
    const { page } = setting();
    let ask = () => {};
    const asked = new Promise<void>((go) => (ask = go));
    const held: Route[] = [];
    const hold = (route: Route) => {
      held.push(route);
      ask();
    };
    await page.route(/\/prompt-[\w-]+\.js/, hold);
    await open(main, 'data-prefetch="off"');
    return {
      asked,
      arrive: async () => {
        await Promise.all(held.splice(0).map((route) => route.continue()));
        await page.unroute(/\/prompt-[\w-]+\.js/);
      },
    };
  }

  it("an element goes: nobody is asked, and the next one is", async () => {
    const { page } = setting();
    const { asked, arrive } = await fetching(`<div id="place">${element("T-1")}</div>`);
    await asked;
    await page.evaluate(() => document.querySelector("#place")?.replaceChildren());
    await arrive();
    expect(await setting().pending()).toBe(0);
    await page.evaluate(() => {
      const next = document.createElement("aftertask-prompt");
      next.setAttribute("touchpoint", "hr.benefits-paperwork");
      next.setAttribute("task", "T-2");
      document.querySelector("#place")?.append(next);
    });
    await expect.poll(heard).toEqual(["shown T-2"]);
    expect(await uncaught()).toEqual([]);
  });

  it("an ask is withdrawn: it ends so, and nothing is shown", async () => {
    const { page } = setting();
    const { asked, arrive } = await fetching("");
    await page.evaluate(() => {
      const here = globalThis as unknown as { aftertask: { ask(...given: unknown[]): Promise<unknown> } };
      const withdrawal = new AbortController();
      const outcome = here.aftertask.ask("hr.benefits-paperwork", { task: "T-1", signal: withdrawal.signal });
      Object.assign(globalThis, { withdrawal, outcome: undefined });
      void outcome.then((reached) => Object.assign(globalThis, { outcome: reached }));
    });
    await asked;
    await page.evaluate(() => (globalThis as unknown as { withdrawal: AbortController }).withdrawal.abort());
    await arrive();
    await expect.poll(() => setting().outcome()).toEqual({ outcome: "dismissed", how: "removed" });
    expect(await heard()).toEqual([]);
  });

  it("the network is away: a click asks nothing, the page goes on, and the next click asks", async () => {
    const { page, card } = setting();
    await open(
      '<button id="ask" data-aftertask-ask="hr.benefits-paperwork" data-aftertask-task="T-1">Close case</button>',
      'data-prefetch="off"',
    );
    await page.context().setOffline(true);
    const failed = page.waitForEvent("requestfailed", (request) => /\/prompt-/.test(request.url()));
    await page.click("#ask");
    await failed;
    await page.context().setOffline(false);
    await page.click("#ask");
    await card.element.waitFor();
    expect(await heard()).toEqual(["shown T-1"]);
    expect(await uncaught()).toEqual([]);
  });
});

it("a tag that is changed many times in a row counts as it is in the end, and takes an open prompt away once", async () => {
  const { page, host, card } = setting();
  await open("", 'data-person="ana"');
  await setting().ask({ task: "T-1" });
  await page.evaluate(() => {
    const tag = document.querySelector("script[data-key]") as HTMLScriptElement;
    for (const person of ["ben", "", "chloe"]) tag.dataset["person"] = person;
    for (const theme of ["dark", "nonsense", "light"]) tag.dataset["theme"] = theme;
  });
  await expect.poll(heard).toEqual(["shown T-1", "dismissed T-1"]);
  await setting().ask({ task: "T-1" });
  expect(await card.element.evaluate((shown) => shown.classList.contains("light"))).toBe(true);
  await card.choose(4);
  await setting().settled();
  await card.send.click();
  await expect.poll(() => host.posts.length).toBe(1);
  const { ratings } = JSON.parse(host.posts[0] ?? "") as { ratings: object[] };
  expect(ratings).toMatchObject([{ task: "T-1", person: "chloe" }]);
});
