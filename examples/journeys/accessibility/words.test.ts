import { beforeEach, expect, it } from "vitest";
import { cutOff } from "./checks/boxes.js";
import {
  badHeadings,
  badlyNamedScale,
  brokenReferences,
  readsOtherwise,
  speakingPictures,
  unseenNames,
  wrongTongue,
} from "./checks/words.js";
import { wear } from "./looks.js";
import { useSetting } from "./setting.js";
import { reach } from "./states.js";

const setting = useSetting();
beforeEach(() => setting().fresh());

const LOCALES = [
  "en",
  "fr",
  "cs",
  "de",
  "es",
  "it",
  "pt-PT",
  "pt-BR",
  "nl",
  "pl",
  "ar",
  "he",
  "ja",
  "zh-Hans",
] as const;
const RIGHT_TO_LEFT = /^(ar|he)/;

it("A9: the answers are a group that the question names, each named by its words, without digits", async () => {
  await reach(setting(), "asking");
  expect(await badlyNamedScale(setting())).toEqual([]);
});

it.each(["asking", "rated", "thanked"] as const)(
  "A12: what is seen on a control is in its name (%s)",
  async (state) => {
    await reach(setting(), state);
    expect(await unseenNames(setting())).toEqual([]);
  },
);

it.each(LOCALES)("A30: it says that it speaks %s, turns with it, and its words fit", async (locale) => {
  const { page, card } = setting();
  const dir = RIGHT_TO_LEFT.test(locale) ? "rtl" : "ltr";
  setting().host.page = { lang: locale, dir };
  await setting().open();
  await setting().ask();
  expect(await wrongTongue(setting(), locale, dir)).toEqual([]);
  await card.choose(2);
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await cutOff(setting()), `${width} pixels`).toEqual([]);
  }
});

it.each([1280, 320])("A30: words that are 40 % longer fit as well, in %i pixels", async (width) => {
  const { page } = setting();
  await page.setViewportSize({ width, height: 800 });
  for (const state of ["asking", "rated", "kept"] as const) {
    await reach(setting(), state);
    await page.evaluate(() => {
      const root = document.querySelector("aftertask-prompt")?.shadowRoot;
      if (!root) return;
      const words = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = words.nextNode(); node; node = words.nextNode()) {
        const text = node.nodeValue ?? "";
        // Each word grows by itself, as those of another language do.
        if (text.trim())
          node.nodeValue = text.replaceAll(/[\p{L}]+/gu, (word) => word + word.slice(0, Math.ceil(word.length * 0.4)));
      }
    });
    expect(await cutOff(setting()), state).toEqual([]);
  }
});

it.each(["asking", "rated", "thanked", "kept", "refused"] as const)(
  "A31: it has one heading, of the second level (%s)",
  async (state) => {
    await reach(setting(), state);
    expect(await badHeadings(setting())).toEqual([]);
  },
);

it.each(["asking", "rated", "kept"] as const)("A36: faces and signs say nothing (%s)", async (state) => {
  await reach(setting(), state);
  expect(await speakingPictures(setting())).toEqual([]);
});

it.each(["asking", "rated", "thanked"] as const)(
  "A37: references lead somewhere, ids stand once (%s)",
  async (state) => {
    await reach(setting(), state);
    expect(await brokenReferences(setting())).toEqual([]);
  },
);

it.each(["ltr", "rtl"] as const)("A40: it is read in the order in which it is seen (%s)", async (dir) => {
  await wear(setting(), "light", dir);
  for (const state of ["asking", "rated", "kept"] as const) {
    await reach(setting(), state);
    expect(await readsOtherwise(setting(), dir), state).toEqual([]);
  }
});
