import type { LanguageMessages } from "../src/words/messages.js";
import { SHIPPED, type ShippedLanguage, wordingsOf } from "./languages.js";

const ACCENTS: Record<string, string> = {
  a: "åå",
  e: "ééé",
  i: "îî",
  o: "öö",
  u: "ûû",
  c: "ç",
  n: "ñ",
  s: "š",
  y: "ÿ",
  z: "ž",
};
/** How much longer than English the longest translations are. */
const LONGER = 1.4;

/** An English text as a language would have it that is 40 % longer, word for word, and full of accents. */
export function pseudo(text: string): string {
  return text.replaceAll(/\{k\}|[a-z]+/gi, (word) => {
    if (word === "{k}") return word;
    const letters = [...word].map((letter) => ACCENTS[letter.toLowerCase()] ?? letter);
    const wanted = Math.ceil(word.length * LONGER);
    // Accents first, then as much of the doubling as the length allows.
    let spare = Math.max(0, wanted - word.length);
    return letters
      .map((form) => {
        const kept = Math.min(form.length, 1 + spare);
        spare -= kept - 1;
        return form.slice(0, kept);
      })
      .join("")
      .padEnd(wanted, "ŵ");
  });
}

function all<T>(words: T): T {
  if (typeof words === "string") return pseudo(words) as T;
  if (Array.isArray(words)) return words.map(all) as T;
  return Object.fromEntries(Object.entries(words as object).map(([key, inner]) => [key, all(inner)])) as T;
}

/** Every text of the prompt, as a host would give it. */
export function pseudoMessages(): LanguageMessages {
  const { asking, afterTap } = SHIPPED["en"] as ShippedLanguage;
  const texts = Object.entries({ ...asking, ...afterTap }).filter(([key]) => key !== "locale" && key !== "dir");
  const instruments = Object.entries(wordingsOf("en")).filter(([id]) => id !== "outcome5");
  return all({ ...Object.fromEntries(texts), instruments: Object.fromEntries(instruments) });
}
