import { BUILT_IN_REASONS, INSTRUMENTS, LOST_TIME_BANDS } from "@aftertask/schema/words";
import { describe, expect, it } from "vitest";
import { SHIPPED, type ShippedLanguage, textsIn, wordingsOf } from "../../test/languages.js";
import { asking as en } from "./en.js";
import { afterTap as enAfterTap } from "./en-after-tap.js";
import { TAGS } from "./languages.js";
import { languageFor, loadAskingWords } from "./load.js";
import { unpack } from "./unpack.js";

it("ships fourteen languages", () => {
  const fourteen = ["en", "fr", "cs", "de", "es", "it", "pt-PT", "pt-BR", "nl", "pl", "ar", "he", "ja", "zh-Hans"];
  expect(["en", ...TAGS].toSorted()).toEqual(fourteen.toSorted());
});

describe("the language for a tag", () => {
  it.each([
    ["the tag itself", "fr", "fr"],
    ["its language", "fr-CA", "fr"],
    ["its language, however it is written", "CS_cz", "cs"],
    ["its language, whatever else it says", "de-DE-1996-x-intranet", "de"],
    ["its language", "es-419", "es"],
    ["Brazil's Portuguese where no country is named", "pt", "pt-BR"],
    ["Brazil's Portuguese", "pt-BR", "pt-BR"],
    ["Portugal's everywhere else", "pt-AO", "pt-PT"],
    ["simplified characters where no script is named", "zh", "zh-Hans"],
    ["simplified characters by country", "zh-CN", "zh-Hans"],
    ["simplified characters by script", "zh-Hans-SG", "zh-Hans"],
    ["simplified characters by country", "zh-SG", "zh-Hans"],
    ["English, not the other script", "zh-TW", "en"],
    ["English, not the other script", "zh-Hant-HK", "en"],
    ["today's code for one of old", "iw-IL", "he"],
    ["English for itself", "en-GB", "en"],
    ["English for what is not shipped", "xx", "en"],
    ["English for no language", "", "en"],
    ["English for no tag at all", "constructor", "en"],
  ])("is %s: %s", (_because, tag, language) => {
    expect(languageFor(tag)).toBe(language);
  });
});

const never = new Promise<void>(() => {});

it("gives the words of a language, and English ones for a language that is not shipped", async () => {
  expect((await loadAskingWords("fr-BE", never)).question).toBe("Comment cela s'est-il passé ?");
  expect(await loadAskingWords("tlh", never)).toBe(en);
});

it("gives English words when a language takes too long", async () => {
  expect(await loadAskingWords("pl", Promise.resolve())).toBe(en);
});

it("undoes what the script build packs", () => {
  const texts = textsIn(enAfterTap).map(([key]) => `${key}, other words`);
  expect(textsIn(unpack(enAfterTap, texts.join("\n")))).toEqual(
    textsIn(enAfterTap).map(([key], at) => [key, texts[at]]),
  );
  expect(unpack(enAfterTap, enAfterTap)).toBe(enAfterTap);
});

it.each([
  ["en", "Feedback", "Send", "Close", "Don't ask again", "Kept here. It will be sent later."],
  ["fr", "Votre avis", "Envoyer", "Fermer", "Ne plus me demander", "Conservé ici. Sera envoyé plus tard."],
  ["cs", "Zpětná vazba", "Odeslat", "Zavřít", "Příště se neptat", "Uloženo zde. Odešle se později."],
])("keeps the names that other people's tests rely on: %s", (tag, ...names) => {
  const { asking, afterTap } = SHIPPED[tag] as ShippedLanguage;
  expect([asking.region, asking.send, asking.close, asking.never, afterTap.kept]).toEqual(names);
});

/** Scripts that are not Latin; what stands between the letters (digits, F6, h, min) belongs to none. */
const SCRIPTS: Record<string, RegExp> = {
  ar: /\p{Script=Arabic}/u,
  he: /\p{Script=Hebrew}/u,
  ja: /\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Han}/u,
  "zh-Hans": /\p{Script=Han}/u,
};

describe.each(Object.entries(SHIPPED))("%s", (tag, language) => {
  const texts = textsIn({ ...language, wordings: wordingsOf(tag) });

  it("says everything that English says, and nothing else", () => {
    const keys = (words: object) => textsIn(words).map(([key]) => key);
    expect(keys(language).toSorted()).toEqual(keys({ asking: en, afterTap: enAfterTap }).toSorted());
    expect(Object.keys(language.afterTap.reasons).toSorted()).toEqual(Object.keys(BUILT_IN_REASONS).toSorted());
    expect(Object.keys(language.afterTap.lostTimeBands).toSorted()).toEqual([...LOST_TIME_BANDS].toSorted());
    expect(language.asking.locale).toBe(tag);
  });

  it("has a label for every point, and two for the ends of nps11", () => {
    for (const [instrument, { labels }] of Object.entries(wordingsOf(tag))) {
      const { min, max } = INSTRUMENTS[instrument as keyof typeof INSTRUMENTS];
      expect(labels, instrument).toHaveLength(instrument === "nps11" ? 2 : max - min + 1);
      expect(new Set(labels).size, instrument).toBe(labels.length);
    }
  });

  it("leaves nothing empty and begins or ends nothing with a space", () => {
    for (const [key, text] of texts) {
      expect(text, key).not.toBe("");
      expect(text.trim(), key).toBe(text);
      // A line break would end a text in the packed form.
      expect(text, key).not.toMatch(/[\n\r]| {2}/);
    }
  });

  it("has no placeholder but the number in the privacy line, and no digit in an answer", () => {
    for (const [key, text] of texts) {
      expect(text.match(/\{.*?\}|[{}%$<>]/g) ?? [], key).toEqual(key === "asking.privacy" ? ["{k}"] : []);
      if (/scale|labels|question/.test(key)) expect(text, key).not.toMatch(/\p{Nd}/u);
    }
  });

  it("is written in its own script, and read in its direction", () => {
    const script = SCRIPTS[tag] ?? /\p{Script=Latin}/u;
    for (const [key, text] of texts) if (!/locale|dir$/.test(key)) expect(text, key).toMatch(script);
    expect(language.asking.dir).toBe(tag === "ar" || tag === "he" ? "rtl" : "ltr");
  });

  it.skipIf(tag === "en")("has left no sentence in English", () => {
    const english = new Set(
      textsIn({ asking: en, afterTap: enAfterTap, wordings: wordingsOf("en") }).map(([, text]) => text),
    );
    const same = texts.filter(([key, text]) => key !== "asking.dir" && english.has(text)).map(([, text]) => text);
    // Words that are alike, and bands that are numbers and units.
    const alike = /^(Feedback|No|Simple|15 min – 1 h|\d – \d h)$/;
    expect(same.filter((text) => !alike.test(text))).toEqual([]);
  });
});

describe("phrases", () => {
  // A cell of the row holds about four characters, and `keep-all` breaks only between these.
  it.each(["ja", "zh-Hans"])("%s may break its long answers between phrases", (tag) => {
    for (const { labels } of Object.entries(wordingsOf(tag)).flatMap(([id, words]) => (id === "nps11" ? [] : [words])))
      for (const phrase of labels.flatMap((label) => label.split("\u200b")))
        expect(phrase.length, phrase).toBeLessThanOrEqual(4);
  });
});
