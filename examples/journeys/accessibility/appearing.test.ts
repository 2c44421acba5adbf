import { beforeEach, expect, it } from "vitest";
import { movesThePage, takesTheFocus, tellsBadly } from "./checks/appearing.js";
import { badRegion } from "./checks/words.js";
import { some, WHOLE } from "./size.js";
import { type Layout, useSetting } from "./setting.js";

const setting = useSetting();
beforeEach(() => setting().fresh());

const LAYOUTS: readonly Layout[] = ["corner", "anchored", "inline"];

it.each(LAYOUTS)("A1: appearing moves no focus (%s)", async (layout) => {
  expect(await takesTheFocus(setting(), { layout }, WHOLE || layout === "corner" ? 2_000 : 500)).toEqual([]);
});

it("A1: of 50 keys typed across its appearance none is lost", async () => {
  const { page, card } = setting();
  await setting().open();
  const text = "Half of this was typed before and half after it. ..";
  await page.focus("#field");
  await page.keyboard.type(text.slice(0, 25));
  await setting().begin();
  // It waits until nobody has typed for three seconds; then typing goes on at once.
  await card.element.waitFor();
  await page.keyboard.type(text.slice(25, 50), { delay: 40 });
  expect(await page.inputValue("#field")).toBe(text.slice(0, 50));
  expect(await setting().focused()).toBe("field");
});

it.each(["corner", "anchored"] as const)("A2: nothing scrolls and nothing shifts (%s)", async (layout) => {
  expect(await movesThePage(setting(), { layout })).toEqual([]);
});

it.each(some(LAYOUTS, 2))(
  "A3: it is announced once, politely, from a region that was there before (%s)",
  async (layout) => {
    expect(await tellsBadly(setting(), { layout })).toEqual([]);
  },
);

it("A4: it is one region with a name, even with two script tags", async () => {
  setting().host.page = { scriptTags: 2 };
  await setting().open();
  await setting().ask();
  expect(await badRegion(setting())).toEqual([]);
});
