import { asking as english } from "./en.js";
import type { AskingWords, Language } from "./messages.js";

/** Languages beside English, each fetched when it is first needed. */
export const LANGUAGES: Readonly<Record<string, () => Promise<Language>>> = {
  fr: () => import("./fr.js"),
  cs: () => import("./cs.js"),
};

/** The shipped language that serves a BCP 47 tag best: the tag itself, then its language, then English. */
export function languageFor(tag: string): string {
  for (let rest = tag.toLowerCase(); rest; rest = rest.slice(0, Math.max(0, rest.lastIndexOf("-"))))
    if (rest === "en" || Object.hasOwn(LANGUAGES, rest)) return rest;
  return "en";
}

/** The words of a language. One that cannot be fetched falls back to English: it never cancels the ask. */
export async function loadAskingWords(tag: string): Promise<AskingWords> {
  try {
    return (await LANGUAGES[languageFor(tag)]?.())?.asking ?? english;
  } catch {
    return english;
  }
}
