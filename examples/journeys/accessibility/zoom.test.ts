import { beforeEach, describe, expect, it } from "vitest";
import { cutOff } from "./checks/boxes.js";
import { hiddenStops } from "./checks/hidden.js";
import { somebodyWith } from "./profile.js";
import { type Layout, Setting, useSetting } from "./setting.js";
import { reach } from "./states.js";

const setting = useSetting();
beforeEach(() => setting().fresh());

/** How many answers can be seen whole, with nothing above them, before anything is scrolled. */
const answersSeen = ({ card }: Setting) =>
  card.answers.evaluateAll(
    (answers) =>
      answers.filter((answer) => {
        const { left, top, bottom } = answer.getBoundingClientRect();
        const root = answer.getRootNode() as ShadowRoot;
        return [top + 4, bottom - 4].every((y) => root.elementFromPoint(left + 8, y) === answer);
      }).length,
  );

const links = `<ol>${"<li><a href='#field'>A line of the list</a></li>".repeat(60)}</ol>`;

describe("A17: what has the focus in the prompt is seen", () => {
  const sticky = "header { position: sticky; top: 0; height: 80px; background: Canvas; z-index: 2147483647 }";
  it.each<Layout>(["corner", "anchored"])("on a page with a header that sticks (%s)", async (layout) => {
    await setting().page.setViewportSize({ width: 900, height: 420 });
    setting().host.page = { css: sticky, main: links };
    await setting().open();
    await setting().ask({ layout });
    await setting().card.choose(2);
    await setting().page.focus("#second");
    expect(await hiddenStops(setting())).toEqual([]);
  });
});

describe("A18: in 320 × 256 pixels", () => {
  it.each(["asking", "rated", "kept"] as const)("nothing is cut and nothing scrolls sideways (%s)", async (state) => {
    await setting().page.setViewportSize({ width: 320, height: 256 });
    await reach(setting(), state);
    expect(await cutOff(setting())).toEqual([]);
  });

  it("every stop is seen when it has the focus, and the rest can be scrolled to with keys", async () => {
    const { page, card } = setting();
    await page.setViewportSize({ width: 320, height: 256 });
    await reach(setting(), "rated");
    await page.focus("#second");
    expect(await hiddenStops(setting())).toEqual([]);
    await card.buttons.last().focus();
    const scrolled = () => card.element.locator(".body").evaluate((body) => body.scrollTop);
    await page.keyboard.press("Home");
    await expect.poll(scrolled).toBe(0);
    await page.keyboard.press("End");
    await expect.poll(scrolled).toBeGreaterThan(100);
  });
});

describe("A19: words of twice the size", () => {
  it("that the browser's own setting asks for: everything grows, and nothing is cut", async () => {
    const person = await somebodyWith({ fontSize: 32 });
    try {
      const theirs = await Setting.of(await person.context.newPage());
      await theirs.open();
      await theirs.ask();
      const size = () => theirs.card.element.evaluate((card) => Number.parseFloat(getComputedStyle(card).fontSize));
      expect(await size()).toBe(32);
      expect(await cutOff(theirs)).toEqual([]);
      await theirs.card.choose(2);
      expect(await cutOff(theirs)).toEqual([]);
      await theirs.page.focus("#second");
      expect(await hiddenStops(theirs)).toEqual([]);
      await theirs.page.setViewportSize({ width: 360, height: 640 });
      theirs.host.page = { css: "#field { width: 4em }" };
      for (const [instrument, least] of [
        ["outcome5", 3],
        ["csat5", 1],
      ] as const) {
        await theirs.open();
        await theirs.ask({ instrument });
        expect(await answersSeen(theirs), instrument).toBeGreaterThanOrEqual(least);
        expect(await cutOff(theirs)).toEqual([]);
        await theirs.page.focus("#second");
        expect(await hiddenStops(theirs)).toEqual([]);
      }
      await theirs.host.close();
    } finally {
      await person.leave();
    }
  });

  it("and the whole page at 400 %", async () => {
    const { cdp } = setting();
    const metrics = { width: 320, height: 200, deviceScaleFactor: 4, mobile: false };
    await cdp.send("Emulation.setDeviceMetricsOverride", metrics);
    try {
      for (const state of ["asking", "rated"] as const) {
        await reach(setting(), state);
        expect(await cutOff(setting()), state).toEqual([]);
        await setting().page.focus("#second");
        expect(await hiddenStops(setting()), state).toEqual([]);
      }
    } finally {
      await cdp.send("Emulation.clearDeviceMetricsOverride");
    }
  });
});

it("A20: a style sheet of the user's own sets the spacing inside, and nothing is cut", async () => {
  const css =
    "* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important }" +
    "p { margin-bottom: 2em !important }";
  const person = await somebodyWith({ css });
  try {
    const theirs = await Setting.of(await person.context.newPage());
    await theirs.open();
    await person.dress();
    await theirs.ask();
    await theirs.card.choose(2);
    for (const part of [theirs.card.element.locator("h2 span"), theirs.card.send, theirs.card.comment]) {
      const spacing = await part.evaluate((element) => {
        const { fontSize, letterSpacing, wordSpacing, lineHeight } = getComputedStyle(element);
        const em = (value: string) => Math.round((Number.parseFloat(value) / Number.parseFloat(fontSize)) * 100) / 100;
        return [em(letterSpacing), em(wordSpacing), em(lineHeight)];
      });
      expect(spacing).toEqual([0.12, 0.16, 1.5]);
    }
    expect(await cutOff(theirs)).toEqual([]);
    await theirs.page.setViewportSize({ width: 320, height: 640 });
    expect(await cutOff(theirs)).toEqual([]);
    await theirs.host.close();
  } finally {
    await person.leave();
  }
});
