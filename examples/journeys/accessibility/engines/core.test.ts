import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Running, Tab } from "../../faults/engine.js";
import { engineOfThisRun } from "../../faults/engines/index.js";
import { en } from "../../models/prompt.js";
import { HostServer } from "../host-page.js";
import { type Hands, handsOn } from "./hands.js";

// What a person does most, in a browser that not every day sees.
let profile: string;
let running: Running;
let host: HostServer;
let tab: Tab;
let hands: Hands;
let tasks = 0;

beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), "aftertask-profile-"));
  host = await HostServer.start();
  running = await (await engineOfThisRun()).launch(profile);
  tab = await running.openTab({ settled() {}, uncaught() {} });
  hands = await handsOn(tab);
  console.log(`accessibility: ${running.version}`);
});
afterAll(async () => {
  await running?.close();
  await host?.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});
beforeEach(() => {
  host.page = {};
  host.posts.length = 0;
});

interface HostGlobal {
  aftertask: { ask(touchpoint: string, asked: object): Promise<unknown>; pending(): Promise<number> };
  /** Violations of the policy, and what nobody caught. */
  complaints: string[];
}

/** Opens the page, asks, and waits until the card and its manners are there. */
async function ask(instrument = "outcome5"): Promise<void> {
  await tab.goto(host.address);
  await tab.run(
    async ({ task, instrument: asked }) => {
      const here = globalThis as unknown as HostGlobal;
      here.complaints = [];
      addEventListener("error", ({ message }) => here.complaints.push(message));
      addEventListener("unhandledrejection", ({ reason }) => here.complaints.push(String(reason)));
      addEventListener("securitypolicyviolation", ({ violatedDirective }) => here.complaints.push(violatedDirective));
      while (!here.aftertask) await new Promise((go) => setTimeout(go, 20));
      void here.aftertask.ask("hr.benefits-paperwork", { task, instrument: asked });
      const card = () => document.querySelector("aftertask-prompt")?.shadowRoot?.querySelector(".card");
      // The last that follows a card is what a tap reveals; its manners are asked for before.
      const isComplete = () =>
        [...((card()?.getRootNode() as ShadowRoot | undefined)?.adoptedStyleSheets ?? [])].some(({ cssRules }) =>
          [...cssRules].some(({ cssText }) => cssText.includes(".chip")),
        );
      while (!isComplete()) await new Promise((go) => setTimeout(go, 20));
      await new Promise((go) => setTimeout(go, 200));
      document.querySelector<HTMLElement>("#first")?.focus();
    },
    { task: `task-${++tasks}`, instrument },
  );
}

const focused = () =>
  tab.run(() => {
    const active = document.activeElement;
    return active?.shadowRoot?.activeElement?.localName ?? active?.id ?? "";
  });
const isShown = () => tab.run(() => !!document.querySelector("aftertask-prompt")?.shadowRoot?.querySelector(".card"));
const isSettling = () =>
  tab.run(() => !!document.querySelector("aftertask-prompt")?.shadowRoot?.querySelector(".settling"));
const says = (text: string) =>
  expect
    .poll(
      () =>
        tab.run(
          () => document.querySelector("aftertask-prompt")?.shadowRoot?.querySelector(".card")?.textContent ?? "",
        ),
      { timeout: 10_000 },
    )
    .toContain(text);
const scores = () =>
  host.posts
    .flatMap((post) => (JSON.parse(post) as { ratings: { score: number | null }[] }).ratings)
    .map(({ score }) => score);
async function tap(selector: string, index = 0): Promise<void> {
  const [x, y] = await tab.run(
    ({ selector: wanted, index: at }) => {
      const parts = document.querySelector("aftertask-prompt")?.shadowRoot?.querySelectorAll(wanted);
      const box = parts?.item(at)?.getBoundingClientRect();
      return box ? ([box.x + box.width / 2, box.y + box.height / 2] as const) : ([0, 0] as const);
    },
    { selector, index },
  );
  await hands.click(x, y);
}

describe("with a mouse", () => {
  it("one tap saves, and Send brings the thanks", async () => {
    await ask();
    expect(await focused()).toBe("first");
    await tap(".answer input", 3);
    await says("Saved. The rest is optional.");
    expect(await tab.run(() => (globalThis as unknown as HostGlobal).aftertask.pending())).toBe(1);
    expect(host.posts).toEqual([]);
    // What was revealed takes the pointer a moment later.
    await expect.poll(isSettling).toBe(false);
    await tap(".send");
    await says(en.thanks);
    expect(scores()).toEqual([4]);
  });
});

describe("with a keyboard", () => {
  it.each([
    ["ltr", "ArrowRight"],
    ["rtl", "ArrowLeft"],
  ] as const)("six presses after F6 send an answer (%s)", async (dir, forward) => {
    host.page = { dir, lang: dir === "rtl" ? "ar" : "en" };
    await ask();
    await hands.press("F6");
    expect(await focused()).toBe("input");
    for (const key of [forward, forward, forward, forward]) await hands.press(key);
    expect(host.posts, "arrow keys send nothing").toEqual([]);
    await hands.press("Enter");
    await hands.press("Control+Enter");
    await expect.poll(scores, { timeout: 10_000 }).toEqual([5]);
    if (dir === "ltr") await says(en.thanks);
  });

  it("Escape closes from inside and gives the focus back; outside it is the page's", async () => {
    await ask();
    await hands.press("Escape");
    expect(await isShown()).toBe(true);
    await hands.press("F6");
    await hands.press("Shift+F6");
    expect(await focused()).toBe("first");
    await hands.press("F6");
    await hands.press("Escape");
    expect(await isShown()).toBe(false);
    expect(await focused()).toBe("first");
  });
});

it("answers stand in a row where every word fits its cell, and in a list where one does not", async () => {
  const inRow = async (instrument: string) => {
    await ask(instrument);
    return tab.run(() => !!document.querySelector("aftertask-prompt")?.shadowRoot?.querySelector(".tray.row"));
  };
  expect([await inRow("outcome5"), await inRow("csat5")]).toEqual([true, false]);
});

it("the strictest policy is not violated, and nothing goes uncaught", async () => {
  await ask();
  await tap(".answer input", 0);
  await says("Saved. The rest is optional.");
  expect(await tab.run(() => (globalThis as unknown as HostGlobal).complaints)).toEqual([]);
});
