import { beforeEach, describe, expect, it } from "vitest";
import { en } from "../models/prompt.js";
import { arrowsFail, choosesTooMuch, escapeFails, f6Fails, swallows, tabFails } from "./checks/keys.js";
import { wear } from "./looks.js";
import { some } from "./size.js";
import { type Layout, useSetting } from "./setting.js";

const setting = useSetting();
beforeEach(() => setting().fresh());

const LAYOUTS: readonly Layout[] = ["corner", "anchored", "inline"];

describe("A5: F6", () => {
  it.each(LAYOUTS)("leads in, Shift+F6 and F6 lead back (%s)", async (layout) => {
    expect(await f6Fails(setting(), { layout })).toEqual([]);
  });

  const afterKeys = async (...keys: string[]) => {
    const focused = [];
    for (const key of keys) {
      await setting().page.keyboard.press(key);
      focused.push(await setting().focused());
    }
    return focused;
  };

  it("can be another key", async () => {
    setting().host.page = { script: 'data-shortcut="F8"' };
    await setting().open();
    await setting().ask();
    await setting().page.focus("#first");
    expect(await afterKeys("F6", "F8", "F8")).toEqual(["first", "prompt input", "first"]);
  });

  it("can be off", async () => {
    setting().host.page = { script: 'data-shortcut="off"' };
    await setting().open();
    await setting().ask();
    await setting().page.focus("#first");
    expect(await afterKeys("F6")).toEqual(["first"]);
  });

  it("belongs to the page where the page uses it, and wherever no prompt is", async () => {
    const { page } = setting();
    const prevented = () =>
      page.evaluate(
        () =>
          new Promise((tell) => {
            const key = new KeyboardEvent("keydown", { key: "F6", bubbles: true, cancelable: true });
            document.body.dispatchEvent(key);
            tell(key.defaultPrevented);
          }),
      );
    await setting().open();
    expect(await prevented()).toBe(false);
    await page.evaluate(() =>
      document.addEventListener("keydown", (event) => event.key === "F6" && event.preventDefault()),
    );
    await setting().ask();
    await page.focus("#first");
    expect(await afterKeys("F6")).toEqual(["first"]);
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

it.each(some(LAYOUTS, 2))("A8: no key and no click of the page is swallowed (%s)", async (layout) => {
  expect(await swallows(setting(), { layout })).toEqual([]);
});

describe("A9: arrow keys go round the answers and mark each", () => {
  it.each(["ltr", "rtl"] as const)("%s", async (dir) => {
    await wear(setting(), "light", dir);
    expect(await arrowsFail(setting(), dir === "rtl")).toEqual([]);
  });
});

it("A10: looking through the answers saves nothing, sends nothing, closes nothing and keeps the focus", async () => {
  expect(await choosesTooMuch(setting())).toEqual([]);
});

describe("A11: after F6, few presses send an answer", () => {
  /** From the first answer, the shortest way to each. The last is *doesn't apply*. */
  const WAYS = [[], ["Right"], ["Right", "Right"], ["Left", "Left", "Left"], ["Left", "Left"], ["Left"]].map((way) =>
    way.map((key) => `Arrow${key}`),
  );
  const MOST = 5;

  const sent = async (keys: readonly string[]) => {
    const { page, host } = setting();
    host.posts.length = 0;
    await setting().open();
    await setting().ask();
    await page.keyboard.press("F6");
    for (const key of keys) await page.keyboard.press(key);
    await expect.poll(() => host.posts.length).toBe(1);
    expect(keys.length).toBeLessThanOrEqual(MOST);
    const { ratings } = JSON.parse(host.posts[0] ?? "") as { ratings: { score: number | null }[] };
    return ratings.map(({ score }) => score);
  };

  it("with Space, then Control and Enter, to the thanks", async () => {
    for (const [index, way] of some([...WAYS.entries()], 2)) {
      expect(await sent([...way, "Space", "Control+Enter"])).toEqual([index === 5 ? null : index + 1]);
      await setting().card.ending.getByText(en.thanks).waitFor();
    }
  });

  it("with Enter, then Escape", async () => {
    for (const [index, way] of some([...WAYS.entries()], 3))
      expect(await sent([...way, "Enter", "Escape"])).toEqual([index === 5 ? null : index + 1]);
  });

  it("a reason and a comment included, with Control and Enter from the field", async () => {
    const { page, host } = setting();
    host.posts.length = 0;
    await setting().open();
    await setting().ask();
    for (const key of ["F6", "ArrowRight", "Enter"]) await page.keyboard.press(key);
    await setting().card.more.waitFor();
    for (const key of ["Tab", "Space"]) await page.keyboard.press(key);
    await setting().card.comment.focus();
    await page.keyboard.type("Late");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => host.posts.length).toBe(1);
    const { ratings } = JSON.parse(host.posts[0] ?? "") as { ratings: object[] };
    expect(ratings).toMatchObject([{ score: 2, comment: "Late", reasons: [expect.any(String)] }]);
  });

  it("and with a mouse one tap saves", async () => {
    await setting().open();
    await setting().ask();
    await setting().card.answers.nth(4).click();
    await expect.poll(() => setting().pending()).toBe(1);
    await setting().page.reload();
    await expect.poll(() => setting().host.posts.length).toBe(1);
  });
});
