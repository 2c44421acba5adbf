import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium } from "../../journeys/browser.js";
import { RunningCollector } from "../../journeys/collector.js";
import { en, Prompt } from "../../journeys/models/prompt.js";
import { bundle } from "../bundles.js";
import { HostServer } from "../host-server.js";
import { record } from "../record.js";
import { library, SCRIPT_TAG } from "./host-case.js";

// Pages that are exchanged without being left: the script runs on, the task's own page does not.
let browser: Browser;
let collector: RunningCollector;
let server: HostServer;

beforeAll(async () => {
  [browser, collector] = await Promise.all([launchChromium(), RunningCollector.start()]);
  server = await HostServer.start(collector.address);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await collector?.end();
});

/** A library that exchanges pages: what stands in the head, and a link that it follows. */
interface Navigator {
  head: string;
  link: (to: string) => string;
}

const NAVIGATORS: Readonly<Record<string, Navigator>> = {
  Turbo: {
    head: library("@hotwired/turbo/dist/turbo.es2017-umd.js"),
    link: (to) => `<a id=follow href="${to}">Next</a>`,
  },
  "htmx, boosted": {
    head: library("htmx.org/dist/htmx.min.js"),
    link: (to) => `<a id=follow hx-boost=true href="${to}">Next</a>`,
  },
};

interface Heard {
  /** Gone with the document: here when nothing was really left. */
  stayed: true;
  /** Names of our events, with the task. */
  events: string[];
}

let journeys = 0;

/** A journey of three pages: `first` asks by a click, `second` as soon as it is there, `third` in its own place. */
async function begin({ head, link }: Navigator) {
  const at = `/navigation/${++journeys}`;
  const task = (name: string) => `NAV-${journeys}-${name}`;
  const page = async (name: string, next: string, body: string) =>
    server.add(
      `${at}/${name}`,
      `<!doctype html><html lang=en><head><meta charset=utf-8><title>${name}</title>${head}${SCRIPT_TAG}</head>
      <body><h1>${name}</h1>${link(`${at}/${next}`)}${body}</body></html>`,
    );
  const asks = (name: string, more = "") =>
    `data-aftertask-ask=hr.benefits-paperwork data-aftertask-task=${task(name)} ${more}`;
  const first = await page("first", "second", `<button id=close ${asks("click")}>Close case</button>`);
  await page("second", "third", `<p ${asks("present", "data-aftertask-on=present")}>Closed.</p>`);
  const element = `<aftertask-prompt touchpoint=hr.benefits-paperwork task=${task("element")}></aftertask-prompt>`;
  await page("third", "first", element);

  const context = await browser.newContext();
  const tab = await context.newPage();
  const uncaught: string[] = [];
  tab.on("pageerror", (error) => uncaught.push(error.message));
  await tab.goto(first);
  await tab.evaluate(() => {
    const heard: Heard = { stayed: true, events: [] };
    Object.assign(globalThis, { heard });
    for (const name of ["shown", "rated", "dismissed", "not-asked", "delivered"])
      addEventListener(`aftertask-${name}`, (event) => {
        const { task: about, how, because } = (event as CustomEvent<Record<string, string>>).detail;
        heard.events.push([name, about?.replace(/^NAV-\d+-/, ""), how ?? because].filter(Boolean).join(" "));
      });
  });
  const there = (name: string) => tab.locator("h1", { hasText: name }).waitFor();
  return {
    tab,
    prompt: new Prompt(tab, en),
    ends: (name: string) => Object.values(server.endsOf(task(name))),
    heard: () =>
      tab.evaluate(() => (globalThis as unknown as { heard?: Heard }).heard?.events ?? ["the page was left"]),
    async follow(to: string) {
      await tab.locator("#follow").click();
      await there(to);
    },
    async history(step: -1 | 1, to: string) {
      await tab.evaluate((by) => history.go(by), step);
      await there(to);
    },
    async end() {
      expect(uncaught).toEqual([]);
      await context.close();
    },
  };
}

const saved = ({ region }: Prompt) => region.locator(".under p").waitFor();
/** Long enough for whatever would ask once more to have asked. */
const rest = (tab: Page) => tab.waitForTimeout(400);

/** Written down for docs/hosts.md. */
const noted = (name: string) => record({ kind: "case", group: "navigation", name, ends: "sent" });

describe.each(Object.entries(NAVIGATORS))("%s", (name, navigator) => {
  it("an open prompt closes with its page; what was tapped is sent once, and no way back asks again", async () => {
    const { tab, prompt, ends, heard, follow, history, end } = await begin(navigator);
    // Nothing was tapped: nothing is sent, and the next page asks for itself.
    await tab.locator("#close").click();
    await prompt.region.waitFor();
    await follow("second");
    await expect.poll(heard).toContain("dismissed click removed");
    // Tapped, and left without Send.
    await prompt.region.waitFor();
    expect(await prompt.region.count()).toBe(1);
    await prompt.choose("Badly");
    await saved(prompt);
    await follow("third");
    await expect.poll(() => ends("present")).toEqual([["stored"]]);
    // In its own place, sent.
    await prompt.choose("Well");
    await saved(prompt);
    await prompt.send();
    await prompt.says(en.thanks);

    // Back through the pages, as the library keeps them, and forth again.
    await history(-1, "second");
    await expect.poll(heard).toContain("not-asked present already-rated");
    await history(-1, "first");
    await rest(tab);
    await history(1, "second");
    await history(1, "third");
    await expect.poll(heard).toContain("not-asked element already-rated");
    await rest(tab);
    expect(await tab.locator("aftertask-prompt .card").count()).toBe(0);
    const all = await heard();
    const of = (about: string) => all.filter((event) => event.includes(` ${about}`) && !event.startsWith("not-asked"));
    expect(of("click")).toEqual(["shown click", "dismissed click removed"]);
    for (const about of ["present", "element"])
      expect(of(about)).toEqual([`shown ${about}`, `rated ${about}`, `delivered ${about}`]);
    const again = new Set(all.filter((event) => event.startsWith("not-asked")));
    expect(again).toEqual(new Set(["not-asked present already-rated", "not-asked element already-rated"]));
    expect([ends("click"), ends("present"), ends("element")]).toEqual([[], [["stored"]], [["stored"]]]);
    await end();
    noted(name);
  });
});

it("Turbo, which morphs a page that it refreshes: the prompt goes, and what was tapped is sent once", async () => {
  const { Turbo: turbo } = NAVIGATORS as { Turbo: Navigator };
  const head = `<meta name=turbo-refresh-method content=morph>${turbo.head}`;
  const { tab, prompt, ends, heard, end } = await begin({ ...turbo, head });
  const refresh = () =>
    tab.evaluate(
      () =>
        new Promise<string | undefined>((go) => {
          addEventListener(
            "turbo:render",
            (event) => go((event as CustomEvent<{ renderMethod?: string }>).detail.renderMethod),
            { once: true },
          );
          const { Turbo: here } = globalThis as unknown as { Turbo: { visit(to: string, how: object): void } };
          here.visit(location.href, { action: "replace" });
        }),
    );
  await tab.locator("#close").click();
  await prompt.region.waitFor();
  expect(await refresh()).toBe("morph");
  await expect.poll(heard).toEqual(["shown click", "dismissed click removed"]);
  await tab.locator("#close").click();
  await prompt.choose("Badly");
  await saved(prompt);
  expect(await refresh()).toBe("morph");
  await expect.poll(() => ends("click")).toEqual([["stored"]]);
  expect(await prompt.region.count()).toBe(0);
  await tab.locator("#close").click();
  await expect.poll(heard).toContain("not-asked click already-rated");
  await end();
  noted("Turbo, which morphs a page");
});

it("htmx, which exchanges a part of the page: a prompt in the corner stays, with its answer", async () => {
  server.add("/navigation/part", "<h1>Part</h1><p>The case is closed.</p>");
  const { tab, prompt, ends, heard, follow, end } = await begin({
    head: library("htmx.org/dist/htmx.min.js"),
    link: () => `<main id=main><button id=follow hx-get=/navigation/part hx-target=#main>Refresh</button></main>`,
  });
  await tab.locator("#close").click();
  await prompt.choose("Badly");
  await saved(prompt);
  await follow("Part");
  expect(await prompt.answer("Badly").isChecked()).toBe(true);
  await prompt.send();
  await prompt.says(en.thanks);
  expect(ends("click")).toEqual([["stored"]]);
  expect(await heard()).toEqual(["shown click", "rated click", "delivered click"]);
  await end();
  noted("htmx, which exchanges a part of the page");
});

it("React in StrictMode, which does everything twice, asks once and sends once", async () => {
  const app = await bundle(`
    import { StrictMode, useState } from "react";
    import { createRoot } from "react-dom/client";
    import { AftertaskProvider, TaskFeedback } from "@aftertask/react";
    globalThis.told = [];
    function Case() {
      const [open, setOpen] = useState(true);
      const [closed, setClosed] = useState(false);
      return <>
        <button id="close" onClick={() => setClosed(true)}>Close case</button>
        <button id="leave" onClick={() => setOpen(false)}>Back to the list</button>
        {open && <TaskFeedback touchpoint="hr.benefits-paperwork" task="STRICT-1" when={closed}
          onRated={({ delivery }) => told.push(delivery)} onDismissed={({ how }) => told.push(how)} />}
      </>;
    }
    createRoot(document.querySelector("#app")).render(<StrictMode>
      <AftertaskProvider options={{ endpoint: "/v1/ratings", key: "pk_intranet", fatigue: "off" }}><Case /></AftertaskProvider>
    </StrictMode>);`);
  server.add("/strict.js", { html: app, headers: { "content-type": "text/javascript" } });
  const context = await browser.newContext();
  const tab = await context.newPage();
  const uncaught: string[] = [];
  tab.on("pageerror", (error) => uncaught.push(error.message));
  const html =
    "<!doctype html><html lang=en><title>Cases</title><div id=app></div><script type=module src=/strict.js></script>";
  await tab.goto(server.add("/strict", html));
  await tab.locator("#close").click();
  const prompt = new Prompt(tab, en);
  await prompt.region.waitFor();
  await rest(tab);
  expect(await prompt.region.count()).toBe(1);
  await prompt.choose("Badly");
  await saved(prompt);
  // The component goes with the answer in it.
  await tab.locator("#leave").click();
  await expect.poll(() => Object.values(server.endsOf("STRICT-1"))).toEqual([["stored"]]);
  await expect
    .poll(() => tab.evaluate(() => (globalThis as unknown as { told: string[] }).told))
    .toEqual(["delivered"]);
  expect(await prompt.region.count()).toBe(0);
  expect(uncaught).toEqual([]);
  await context.close();
  noted("React in StrictMode");
});
