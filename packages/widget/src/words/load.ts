import { asking as english } from "./en.js";
import { fetchLanguage, TAGS } from "./languages.js";
import type { AskingWords } from "./messages.js";

/**
 * The shipped language that serves a BCP 47 tag best. Where a tag names no script or region, its speakers' most likely
 * ones count: `pt` is read as in Brazil, any other Portuguese but Brazil's as in Portugal, `zh` and `zh-SG` in simplified
 * characters. Traditional Chinese gets English: its readers are not served by the other script.
 */
export function languageFor(tag: string): string {
  try {
    // Also maps what is out of date (`iw`); an underscore is how servers write it.
    const { language, script, region } = new Intl.Locale(tag.replaceAll("_", "-")).maximize();
    const narrower = [script, region, "PT"].map((part) => `${language}-${part}`);
    return [language, ...narrower].find((each) => TAGS.includes(each)) ?? "en";
  } catch {
    return "en";
  }
}

/**
 * The words that ask. A language that cannot be had falls back to English: it never cancels the ask.
 * @param patience settles when it is too late for a language
 */
export async function loadAskingWords(tag: string, patience: Promise<void>): Promise<AskingWords> {
  try {
    return (await Promise.race([fetchLanguage(languageFor(tag)), patience]))?.asking ?? english;
  } catch {
    return english;
  }
}
