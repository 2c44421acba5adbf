import { beforeEach, describe, expect, it } from "vitest";
import { arrowsFail, escapeFails, f6Fails, swallows, tabFails } from "./checks/keys.js";
import { type Layout, useSetting } from "./setting.js";

const setting = useSetting();
beforeEach(() => setting().fresh());

const LAYOUTS: readonly Layout[] = ["corner", "anchored", "inline"];

describe("A5: F6", () => {
  it.each(LAYOUTS)("leads in, Shift+F6 and F6 lead back (%s)", async (layout) => {
    expect(await f6Fails(setting(), { layout })).toEqual([]);
  });
});

describe("A6: Tab", () => {
  it("goes through the page and the prompt both ways, in the order of the document", async () => {
    await setting().open();
    await setting().ask();
    const page = ["#main", "field", "first", "second"];
    expect(await tabFails(setting(), [...page, "answers", "Not now", "Don't ask again"])).toEqual([]);
  });
});

describe("A7: Escape", () => {
  it.each(LAYOUTS)("closes from inside and gives the focus back; outside it is the page's (%s)", async (layout) => {
    expect(await escapeFails(setting(), { layout })).toEqual([]);
  });
});

it.each(LAYOUTS)("A8: no key and no click of the page is swallowed (%s)", async (layout) => {
  expect(await swallows(setting(), { layout })).toEqual([]);
});

it("A9, A10: arrow keys", async () => {
  expect(await arrowsFail(setting())).toEqual([]);
});
