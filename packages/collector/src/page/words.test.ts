import { expect, test } from "vitest";
import { chooseLanguage, wordsIn } from "./words.js";

test("the address wins over the browser", () => {
  expect(chooseLanguage(["cs", "fr-FR", "en"])).toEqual({ language: "cs", locale: "cs" });
});

test("the first language that the page speaks is taken, with its region for the dates", () => {
  expect(chooseLanguage([null, "de-DE", "fr-CA", "en-GB"])).toEqual({ language: "fr", locale: "fr-CA" });
});

test("a language that the page does not speak gives English, and English dates", () => {
  expect(chooseLanguage(["de", "ja"])).toEqual({ language: "en", locale: "en" });
  expect(chooseLanguage([])).toEqual({ language: "en", locale: "en" });
});

test("what is no language tag is passed over, or read as far as it goes", () => {
  expect(chooseLanguage(["__proto__", "", "fr"])).toEqual({ language: "fr", locale: "fr" });
  expect(chooseLanguage(["en-!"])).toEqual({ language: "en", locale: "en" });
});

test.each(["en", "fr", "cs"] as const)("what is said of a suppressed group in %s holds no digit", (language) => {
  const { title, sentence, row } = wordsIn(language).suppressed;
  expect(title + sentence + row).not.toMatch(/\d/);
});

test.each([
  ["en", "Weeks 46 to 47 of 2026", "Week 52 of 2026 to week 1 of 2027"],
  ["fr", "Semaines 46 à 47 de 2026", "De la semaine 52 de 2026 à la semaine 1 de 2027"],
  ["cs", "46. až 47. týden 2026", "52. týden 2026 až 1. týden 2027"],
] as const)("a span of weeks in %s names each year once", (language, within, across) => {
  expect(wordsIn(language).weeks("2026-W46", "2026-W47")).toBe(within);
  expect(wordsIn(language).weeks("2026-W52", "2027-W01")).toBe(across);
});
