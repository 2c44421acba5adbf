import { cs } from "./words/cs.js";
import { en } from "./words/en.js";
import { fr } from "./words/fr.js";
import type { Words } from "./words/sentences.js";

const WORDS = { en, fr, cs } satisfies Record<string, Words>;

/** A language that the page speaks. */
export type Language = keyof typeof WORDS;

/**
 * The first language wanted that the page speaks, and the locale in which numbers and dates are written: the tag
 * as it was wanted (`en-GB`), so that words and dates never speak two languages. English where nothing fits.
 * @param wanted BCP 47 tags, most wanted first; what is none is passed over
 */
export function chooseLanguage(wanted: readonly (string | null)[]): { language: Language; locale: string } {
  for (const tag of wanted) {
    const language = tag?.split("-")[0]?.toLowerCase();
    if (tag && language !== undefined && isLanguage(language)) return { language, locale: localeOf(tag) ?? language };
  }
  return { language: "en", locale: "en" };
}

export function wordsIn(language: Language): Words {
  return WORDS[language];
}

function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(WORDS, tag);
}

// Throws for what is not a tag at all, such as "en-!".
function localeOf(tag: string): string | undefined {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag)[0];
  } catch {
    return undefined;
  }
}
