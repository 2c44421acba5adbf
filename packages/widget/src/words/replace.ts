import {
  AftertaskUsageError,
  BUILT_IN_REASONS,
  demand,
  type InstrumentId,
  INSTRUMENTS,
  LOST_TIME_BANDS,
} from "@aftertask/schema/words";
import { fingerprint } from "../ask/sample.js";
import { languageFor } from "./load.js";
import type { AfterTapWords, AskingWords, LanguageMessages, Messages } from "./messages.js";

// In TypeScript the compiler says what is wrong with messages; in plain JavaScript nobody else would.

/** What can be replaced: a text, a list of so many texts, or a table. */
type Shape = "text" | number | { readonly [key: string]: Shape };

const textsOf = (keys: readonly string[]): { [key: string]: Shape } =>
  Object.fromEntries(keys.map((key) => [key, "text"]));

const ASKING = "region question notApplicable notNow never privacy appeared send close failed";
const AFTER_TAP = "saved lostTime comment sending thanks kept keptWhileOpen tooLate refused alreadyRated";

/** Everything that is said with the default instrument. A language that Aftertask does not bring has to have it all. */
export const TEXTS: { readonly [key: string]: Shape } = {
  ...textsOf(`${ASKING} ${AFTER_TAP}`.split(" ")),
  scale: 5,
  why: textsOf(["low", "middle", "high"]),
  reasons: textsOf(Object.keys(BUILT_IN_REASONS)),
  lostTimeBands: textsOf(LOST_TIME_BANDS),
};

const INSTRUMENT_TEXTS: { readonly [id: string]: Shape } = Object.fromEntries(
  Object.entries(INSTRUMENTS)
    .filter(([id]) => id !== "outcome5")
    .map(([id, { min, max }]) => [id, { question: "text", labels: id === "nps11" ? 2 : max - min + 1 }]),
);

/** It travels with the rating; the schema takes no longer one. */
const TAG_LENGTH = 35;

/** Whether it holds members by name. */
export const isTable = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown) => typeof value === "string" && value.trim() !== "";

/** @throws {AftertaskUsageError} that names the first text that is unknown, of the wrong kind or missing */
export function checkMessages(messages: Messages | undefined): void {
  if (messages === undefined) return;
  demand(isTable(messages), "messages", "an object with a table of texts by language, such as { fr: { send: … } }");
  for (const [tag, texts] of Object.entries(messages)) {
    const path = `messages.${tag}`;
    demand(isTag(tag), path, "named by a BCP 47 tag, such as fr or pt-BR");
    demand(isTable(texts), path, "an object of texts");
    const { dir, instruments, ...rest } = texts;
    demand(dir === undefined || dir === "ltr" || dir === "rtl", `${path}.dir`, "one of ltr, rtl");
    checkTexts(rest, TEXTS, path, isNew(tag));
    if (instruments !== undefined) checkTexts(instruments, INSTRUMENT_TEXTS, `${path}.instruments`, false);
    const { privacy = "{k}" } = rest;
    demand(privacy.split("{k}").length === 2, `${path}.privacy`, "a text that holds {k} once, for the smallest group");
  }
}

function checkTexts(value: unknown, shape: Shape, path: string, whole: boolean): void {
  if (value === undefined && !whole) return;
  if (shape === "text")
    demand(isText(value), path, whole ? "given: a language of your own needs every text" : "a text");
  else if (typeof shape === "number") {
    const right = Array.isArray(value) && value.length === shape && value.every(isText);
    demand(right, path, `a list of ${shape} texts, from negative to positive`);
  } else {
    demand(isTable(value), path, "an object of texts");
    for (const key of Object.keys(value))
      if (!Object.hasOwn(shape, key))
        throw new AftertaskUsageError(`${path}.${key}`, `is not known: use one of ${Object.keys(shape).join(", ")}.`);
    for (const [key, inner] of Object.entries(shape))
      checkTexts((value as { [key: string]: unknown })[key], inner, `${path}.${key}`, whole);
  }
}

/** The words that ask, those of the instrument among them. */
interface Asked {
  readonly instrument: InstrumentId;
  readonly words: AskingWords;
  readonly wording: string;
}

/**
 * The question as the host words it. Another question or other answers make it another label set: it gets an id of its
 * own, so that no report takes it for the shipped one.
 * @param tag the language that was wanted; `asked.words.locale` is the one that could be had
 */
export function replaceQuestion<T extends Asked>(asked: T, tag: string, messages: Messages = {}): T {
  const { instrument, words: shipped } = asked;
  let words = shipped;
  for (const [locale, texts] of applying(messages, tag, shipped.locale)) {
    const { question, labels } =
      instrument === "outcome5" ? { ...texts, labels: texts.scale } : (texts.instruments?.[instrument] ?? {});
    // Half a card in another language would be worse than a card in English.
    if (isNew(locale) && !(question && labels)) continue;
    const scale = labels && atTheEnds(labels, shipped.scale.length);
    const own = isNew(locale) ? { locale, dir: texts.dir ?? "ltr" } : locale.length > words.locale.length && { locale };
    words = { ...merge(words, { ...texts, question, scale }), ...own };
  }
  const said = ({ question, scale }: AskingWords) => [question, ...scale].join("\n");
  if (said(words) === said(shipped)) return { ...asked, words };
  const wording = [instrument, words.locale, INSTRUMENTS[instrument].version, fingerprint(said(words))].join(".");
  return { ...asked, words, wording };
}

/**
 * What comes after the tap, as the host words it.
 * @param tag the language of the card
 */
export function replaceAfterTap(shipped: AfterTapWords, tag: string, messages: Messages = {}): AfterTapWords {
  return applying(messages, tag, languageFor(tag)).reduce((words, [, texts]) => merge(words, texts), shipped);
}

/** What was given for a language, the general before the particular: `fr`, then `fr-CA`. */
function applying(messages: Messages, tag: string, shown: string): [locale: string, texts: LanguageMessages][] {
  const parts = tag.toLowerCase().split(/[-_]/);
  // Where the language that was wanted could not be had, its messages would make a card in two languages.
  const wanted = languageFor(tag) === shown ? parts.map((_, at) => parts.slice(0, at + 1).join("-")) : [];
  return [...new Set([shown.toLowerCase(), ...wanted])].flatMap((range) =>
    Object.entries(messages).filter(([locale]) => locale.toLowerCase() === range),
  );
}

/** Words with those texts in place of theirs that are given. */
function merge<T extends object>(words: T, texts: object): T {
  const given = texts as { [key: string]: unknown };
  return Object.fromEntries(
    Object.entries(words).map(([key, word]) => {
      const own = given[key];
      return [key, own === undefined ? word : isTable(word) ? merge(word, own as object) : own];
    }),
  ) as T;
}

/** `nps11` has words at its two ends alone. */
function atTheEnds(labels: readonly string[], points: number): readonly string[] {
  const [first = "", last = ""] = labels;
  return labels.length === points ? labels : [first, ...Array<string>(points - 2).fill(""), last];
}

/** Whether Aftertask itself does not speak it: only English could stand in, and that is another language. */
function isNew(tag: string): boolean {
  return languageFor(tag) === "en" && !/^en\b/i.test(tag);
}

function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1 && tag.length <= TAG_LENGTH;
  } catch {
    return false;
  }
}
