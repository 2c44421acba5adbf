import { BUILT_IN_REASONS, LOST_TIME_BANDS } from "@aftertask/schema/words";
import { describe, expect, it } from "vitest";
import { asking as en } from "./en.js";
import { afterTap as enAfterTap } from "./en-after-tap.js";
import { languageFor, LANGUAGES, loadAskingWords } from "./load.js";
import type { Language } from "./messages.js";

const english: Language = { asking: en, afterTap: enAfterTap };

it("serves a tag by itself, by its language, else by English", () => {
  expect(languageFor("fr")).toBe("fr");
  expect(languageFor("fr-CA")).toBe("fr");
  expect(languageFor("CS-cz")).toBe("cs");
  expect(languageFor("xx")).toBe("en");
  expect(languageFor("")).toBe("en");
  expect(languageFor("constructor")).toBe("en");
});

it("gives English words for a language that is not shipped", async () => {
  expect(await loadAskingWords("tlh")).toBe(en);
});

describe.each(Object.keys(LANGUAGES))("%s", (tag) => {
  const load = () => (LANGUAGES[tag] as () => Promise<Language>)();

  it("says everything that English says, in other words", async () => {
    const language = await load();
    expect(Object.keys(language.asking).toSorted()).toEqual(Object.keys(english.asking).toSorted());
    expect(Object.keys(language.afterTap).toSorted()).toEqual(Object.keys(english.afterTap).toSorted());
    expect(Object.keys(language.afterTap.reasons).toSorted()).toEqual(Object.keys(BUILT_IN_REASONS).toSorted());
    expect(Object.keys(language.afterTap.lostTimeBands).toSorted()).toEqual([...LOST_TIME_BANDS].toSorted());
    expect(language.asking.locale).toBe(tag);
    for (const [key, text] of texts(language)) {
      expect(text.trim(), key).toBe(text);
      expect(text, key).not.toBe("");
    }
    expect(language.asking.question).not.toBe(en.question);
  });

  it("has no placeholder but the number in the privacy line, and no digit in an answer", async () => {
    const language = await load();
    for (const [key, text] of texts(language)) {
      expect(text.match(/\{.*?\}/g) ?? [], key).toEqual(key === "asking.privacy" ? ["{k}"] : []);
      if (key.startsWith("asking.scale")) expect(text).not.toMatch(/\d/);
    }
  });
});

function texts(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  return Object.entries(value as object).flatMap(([key, inner]) => texts(inner, path ? `${path}.${key}` : key));
}
