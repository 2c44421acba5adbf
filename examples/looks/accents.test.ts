import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importOf } from "../journeys/accessibility/setting.js";
import { manyAccents } from "./accents.js";
import { measure } from "./contrast.js";
import type { Scene } from "./host.js";
import { LOOKS } from "./looks.js";
import { Stage, type Wish } from "./stage.js";

const COUNT = 200;
const SEED = Number(process.env["AFTERTASK_SEED"] ?? 4600);
const LEAST = { part: 3, words: 4.5, wordsWhereMoreIsWanted: 7 };

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

/** A card with an answer and a reason chosen, so that everything is there that an accent colours. */
async function chosen(scene: Scene, wish: Wish = {}) {
  const visit = await stage.visit(scene, { look: LOOKS[0], ...wish });
  await visit.page.locator(".answer").nth(3).click();
  await visit.page.locator(".chip").first().click();
  return visit;
}

describe.each(LOOKS.filter(({ name }) => name !== "forced colours"))("in $name", ({ media }) => {
  it(`${COUNT} random accents and some extreme ones can be seen, and words on them read (seed ${SEED})`, async () => {
    const { page, context } = await chosen({ accent: "#0f6e84" });
    await page.locator(".accent").waitFor();
    await page.emulateMedia(media);
    const pairs = await page.evaluate(measure, manyAccents(COUNT, SEED));
    await context.close();
    const words = "contrast" in media && media.contrast === "more" ? LEAST.wordsWhereMoreIsWanted : LEAST.words;
    const faults = pairs.filter(({ what, ratio }) => !(ratio >= (what === "words on Send" ? words : LEAST.part)));
    expect(faults).toEqual([]);
    expect(pairs.length).toBeGreaterThan(7 * COUNT);
  });
});

/** Waits until what paints an accent has come and has run: who asks for it a second time is told after the card. */
async function accentHasRun(page: Page): Promise<void> {
  const files = () =>
    performance
      .getEntriesByType("resource")
      .map(({ name }) => name)
      .filter((name) => name.includes("/accent-"));
  await expect.poll(() => page.evaluate(files)).toHaveLength(1);
  for (const file of await page.evaluate(files)) await page.evaluate(importOf(file));
}

describe("an accent", () => {
  /** @param comes whether anything is fetched that could colour the card */
  const sendOf = async (scene: Scene, wish?: Wish, comes = true) => {
    const { page, context } = await chosen(scene, wish);
    if (comes) await accentHasRun(page);
    const colour = await page.locator(".send").evaluate((send) => {
      const canvas = new OffscreenCanvas(1, 1).getContext("2d") as OffscreenCanvasRenderingContext2D;
      canvas.fillStyle = getComputedStyle(send).backgroundColor;
      canvas.fillRect(0, 0, 1, 1);
      return Array.from(canvas.getImageData(0, 0, 1, 1).data).slice(0, 3);
    });
    await context.close();
    return colour;
  };
  const [INK, TEAL, RED] = [
    [26, 29, 33],
    [15, 110, 132],
    [255, 0, 0],
  ];

  it("comes from the option, else from the custom property on the page or the element", async () => {
    expect(await sendOf({}, {}, false)).toEqual(INK);
    expect(await sendOf({ accent: "#0f6e84" })).toEqual(TEAL);
    expect(await sendOf({}, { css: ":root { --aftertask-accent: #0f6e84 }" })).toEqual(TEAL);
    expect(await sendOf({}, { css: "aftertask-prompt { --aftertask-accent: #0f6e84 }" })).toEqual(TEAL);
    expect(await sendOf({ accent: "red" }, { css: ":root { --aftertask-accent: #0f6e84 }" })).toEqual(RED);
    expect(await sendOf({ accent: "var(--brand)" }, { css: ":root { --brand: red }" })).toEqual(RED);
  });

  it("that is no colour is ignored where it stands in a sheet, and so is one that is not to be seen", async () => {
    for (const none of ["banana", "transparent", "currentcolor", "12px", "url(x)", ""])
      expect(await sendOf({}, { css: `:root { --aftertask-accent: ${none} }` }, none !== ""), none).toEqual(INK);
  });

  it("that is no colour is refused where it is an option", async () => {
    await expect(stage.visit({ accent: "banana" })).rejects.toThrow("accent must be a colour such as 'teal'");
  });

  it("that cannot be fetched leaves the card in ink", async () => {
    expect(await sendOf({ accent: "red" }, { missing: "accent-" }, false)).toEqual(INK);
  });
});

it("with forced colours the system's own stand in its place", async () => {
  const { page, context } = await chosen({ accent: "red" });
  await page.locator(".accent").waitFor();
  await page.emulateMedia(LOOKS[4].media);
  const [background, highlight] = await page.locator(".send").evaluate((send) => {
    const probe = send.appendChild(document.createElement("i"));
    probe.style.color = "Highlight";
    return [getComputedStyle(send).backgroundColor, getComputedStyle(probe).color];
  });
  await context.close();
  expect(background).toBe(highlight);
});
