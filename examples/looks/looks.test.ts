import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { INSTRUMENTS, type InstrumentId } from "@aftertask/schema/words";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { LOOKS } from "./looks.js";
import { pageOf } from "./page.js";
import { LOCALES, SHEETS } from "./sheets.js";
import { Stage, type Visit } from "./stage.js";
import { STATES } from "./states.js";

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const read = (path: string) => readFileSync(root(path), "utf8");
const instruments = Object.keys(INSTRUMENTS) as InstrumentId[];

let stage: Stage;
let visits: Visit[] = [];
beforeAll(async () => {
  stage = await Stage.open();
});
afterEach(async () => {
  await Promise.all(visits.map(({ context }) => context.close()));
  visits = [];
});
afterAll(() => stage.close());

async function visit(...wish: Parameters<Stage["visit"]>): Promise<Visit> {
  const opened = await stage.visit(...wish);
  visits.push(opened);
  return opened;
}

describe("the sheets", () => {
  it("show every state that the flow knows, but the one in which the prompt is gone", () => {
    const [, states = ""] =
      /export type FlowState =\n(.*?);\n\n/s.exec(read("packages/widget/src/flow/flow.types.ts")) ?? [];
    const known = new Set([...states.matchAll(/\{ name: "(\w+)"/g)].map(([, name = ""]) => name));
    known.delete("gone");
    expect(known.size).toBeGreaterThan(5);
    expect(new Set(STATES.map(({ state }) => state))).toEqual(known);
  });

  it("show every language that is shipped, and every instrument", () => {
    const { languages } = JSON.parse(read("packages/widget/dist/script/manifest.json")) as { languages: object };
    expect([...LOCALES].toSorted()).toEqual(["en", ...Object.keys(languages)].toSorted());
    const shown = SHEETS.flatMap(({ shots }) => shots.map(({ scene }) => scene?.instrument ?? "outcome5"));
    expect(new Set(shown)).toEqual(new Set(instruments));
  });

  it("stand in the docs as they are described here, all of them and no others, in less than 3 megabytes", () => {
    expect(read("docs/looks.md")).toBe(pageOf());
    const files = readdirSync(root("docs/looks"));
    expect(files.toSorted()).toEqual(SHEETS.map(({ file }) => `${file}.webp`).toSorted());
    const bytes = files.reduce((sum, file) => sum + statSync(root(`docs/looks/${file}`)).size, 0);
    expect(bytes).toBeLessThan(3_000_000);
  });
});

/** Cells whose word does not fit, anything that leaves the card sideways, targets below 44 pixels. */
function faultsOf({ card }: Visit): Promise<string[]> {
  return card.evaluate((element) => {
    const faults: string[] = [];
    const body = element.querySelector(".body") ?? element;
    if (body.scrollWidth > body.clientWidth) faults.push("the card scrolls sideways");
    for (const word of element.querySelectorAll(".answer span, button span, .outside span"))
      if (word.scrollWidth > Math.max(word.clientWidth, 1) && getComputedStyle(word).display !== "inline")
        faults.push(`${word.textContent} does not fit`);
    for (const target of element.querySelectorAll(".answer, .outside, button")) {
      const { width, height } = target.getBoundingClientRect();
      if (Math.min(width, height) < 43.99) faults.push(`${target.textContent} is ${width} × ${height} pixels`);
    }
    return faults;
  });
}
const inRow = ({ card }: Visit) => card.locator(".tray").evaluate((tray) => tray.classList.contains("row"));

describe("on a card in the corner, in a window of a phone and inline", () => {
  it.each(LOCALES)("the words of every instrument fit in %s", async (locale) => {
    const visited = await visit({ locale });
    const { page, card } = visited;
    for (const viewport of [
      { width: 800, height: 700 },
      { width: 320, height: 640 },
    ])
      for (const instrument of instruments) {
        await page.setViewportSize(viewport);
        await page.evaluate((scene) => window.ask(scene), { locale, instrument });
        await page.waitForFunction(() => document.querySelectorAll("aftertask-prompt").length === 1);
        await card.locator(`.tray.${instrument}`).waitFor();
        expect(await faultsOf(visited), `${instrument}, ${viewport.width}`).toEqual([]);
      }
  });

  it("answers stand in a row as long as every word fits, else in a list, also when the window changes", async () => {
    const wide = await visit({ locale: "de", layout: "inline" }, { viewport: { width: 700, height: 700 } });
    await expect.poll(() => inRow(wide)).toBe(true);
    await wide.page.setViewportSize({ width: 300, height: 700 });
    await expect.poll(() => inRow(wide)).toBe(false);
    await wide.page.setViewportSize({ width: 700, height: 700 });
    await expect.poll(() => inRow(wide)).toBe(true);
    // "Neither satisfied nor dissatisfied" has a word that no cell of the corner holds.
    const [corner, inline] = [
      await visit({ instrument: "csat5" }),
      await visit({ instrument: "csat5", layout: "inline" }),
    ];
    await expect.poll(() => inRow(corner)).toBe(false);
    await expect.poll(() => inRow(inline)).toBe(true);
  });
});

it.each(LOOKS)("a chosen answer and a ticked reason are seen without any colour, in $name", async ({ media }) => {
  const { page, context } = await visit();
  await page.locator(".answer").nth(1).click();
  await page.locator(".chip").first().waitFor();
  await page.mouse.move(1, 1);
  await page.emulateMedia(media);
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setEmulatedVisionDeficiency", { type: "achromatopsia" });
  // What still moves is brought to its end.
  const picture = (selector: string) => page.locator(selector).first().screenshot({ animations: "disabled" });
  const differs = async (selector: string, toggle: () => Promise<void>) => {
    const before = await picture(selector);
    await toggle();
    await page.mouse.move(1, 1);
    return !before.equals(await picture(selector));
  };
  expect(await differs(".answer:nth-child(2)", () => page.locator(".answer").nth(3).click())).toBe(true);
  expect(await differs(".chip", () => page.locator(".chip").first().click())).toBe(true);
  // Looking twice at the same thing shows the same: what differs above differs for its reason.
  expect(await differs(".answer:nth-child(1)", async () => {})).toBe(false);
});
