import { en } from "./en.js";
import type { Messages } from "./messages.js";

/** Languages beside English, each fetched when it is first needed. */
const LANGUAGES: Readonly<Record<string, () => Promise<Messages>>> = {
  fr: () => import("./fr.js").then((words) => words.fr),
  cs: () => import("./cs.js").then((words) => words.cs),
};

/** The shipped language that serves a BCP 47 tag best: the tag itself, then its language, then English. */
export function languageFor(tag: string): string {
  for (let rest = tag.toLowerCase(); rest; rest = rest.slice(0, Math.max(0, rest.lastIndexOf("-"))))
    if (rest === "en" || Object.hasOwn(LANGUAGES, rest)) return rest;
  return "en";
}

/** The words of a language. One that cannot be fetched falls back to English: it never cancels the ask. */
export async function loadMessages(tag: string): Promise<Messages> {
  try {
    return (await LANGUAGES[languageFor(tag)]?.()) ?? en;
  } catch {
    return en;
  }
}
