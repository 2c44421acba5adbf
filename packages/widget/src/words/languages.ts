import type { Language } from "./messages.js";

const LANGUAGES: Readonly<Record<string, () => Promise<Language>>> = {
  ar: () => import("./ar.js"),
  cs: () => import("./cs.js"),
  de: () => import("./de.js"),
  es: () => import("./es.js"),
  fr: () => import("./fr.js"),
  he: () => import("./he.js"),
  it: () => import("./it.js"),
  ja: () => import("./ja.js"),
  nl: () => import("./nl.js"),
  pl: () => import("./pl.js"),
  "pt-BR": () => import("./pt-BR.js"),
  "pt-PT": () => import("./pt-PT.js"),
  "zh-Hans": () => import("./zh-Hans.js"),
};

/** BCP 47 tags of the languages beside English. */
export const TAGS: readonly string[] = Object.keys(LANGUAGES);

/** The words of a language beside English. In the script build, `build/languages.mjs` stands in for this file. */
export const fetchLanguage = (tag: string): Promise<Language> | undefined => LANGUAGES[tag]?.();
