import type { InstrumentId } from "@aftertask/schema/words";
import { describe, expect, it } from "vitest";
import { faultOf } from "../../test/fault-of.js";
import { SHIPPED, type ShippedLanguage, textsIn, wordingsOf } from "../../test/languages.js";
import type { LanguageMessages, Messages } from "./messages.js";
import { checkMessages, replaceAfterTap, replaceQuestion, TEXTS } from "./replace.js";

const shipped = (tag: string) => SHIPPED[tag] as ShippedLanguage;

/** A question as it is loaded, before the host's words are put into it. */
function asked(tag: string, instrument: InstrumentId = "outcome5") {
  const { question, labels } = wordingsOf(tag)[instrument];
  const { asking } = shipped(tag);
  return { instrument, words: { ...asking, question, scale: labels }, wording: `${instrument}.${tag}.1` };
}

/** All that a language of the host's own has to bring. */
const swedish = Object.fromEntries(
  Object.entries({
    ...shipped("en").asking,
    ...shipped("en").afterTap,
    question: "Hur gick det?",
    close: "Stäng",
  }).filter(([key]) => key !== "locale"),
) as LanguageMessages;

it("replaces what is given, however deep, and leaves the rest", () => {
  const messages: Messages = { fr: { question: "Ça s'est passé comment ?", reasons: { waiting: "L'attente" } } };
  const { words } = replaceQuestion(asked("fr"), "fr", messages);
  expect(words).toEqual({ ...shipped("fr").asking, question: "Ça s'est passé comment ?" });
  const { afterTap } = shipped("fr");
  expect(replaceAfterTap(afterTap, "fr", messages)).toEqual({
    ...afterTap,
    reasons: { ...afterTap.reasons, waiting: "L'attente" },
  });
});

it("can replace every single text", () => {
  const keys = textsIn({ ...shipped("en").asking, ...shipped("en").afterTap }).map(([key]) => key);
  const numbered = (shape: (typeof TEXTS)[string], path: string): string[] =>
    shape === "text"
      ? [path]
      : typeof shape === "number"
        ? Array.from({ length: shape }, (_each, at) => `${path}.${at}`)
        : Object.entries(shape).flatMap(([key, inner]) => numbered(inner, `${path}.${key}`));
  const replaceable = Object.entries(TEXTS).flatMap(([key, shape]) => numbered(shape, key));
  expect([...replaceable, "dir", "locale"].toSorted()).toEqual(keys.toSorted());
});

describe("the label set", () => {
  const wording = (messages: Messages, tag = "fr", instrument: InstrumentId = "outcome5") =>
    replaceQuestion(asked("fr", instrument), tag, messages).wording;

  it("keeps its id as long as question and answers are the shipped ones", () => {
    expect(wording({ fr: { send: "Expédier" } })).toBe("outcome5.fr.1");
    expect(wording({ fr: { question: "Comment cela s'est-il passé ?" } })).toBe("outcome5.fr.1");
    expect(wording({ de: { question: "Na?" } })).toBe("outcome5.fr.1");
  });

  it("gets an id of its own with another question or other answers, always the same one for the same texts", () => {
    const other = wording({ fr: { question: "Alors ?" } });
    expect(other).toMatch(/^outcome5\.fr\.1\.[a-z0-9]+$/);
    expect(wording({ fr: { question: "Alors ?", send: "Expédier" } })).toBe(other);
    expect(wording({ fr: { question: "Et alors ?" } })).not.toBe(other);
    expect(wording({ fr: { scale: ["a", "b", "c", "d", "e"] } })).not.toBe("outcome5.fr.1");
  });

  it("is that of the instrument that is asked with", () => {
    const messages: Messages = { fr: { question: "Alors ?", instruments: { ease5: { question: "Facile ?" } } } };
    const { words, wording: id } = replaceQuestion(asked("fr", "ease5"), "fr", messages);
    expect(words.question).toBe("Facile ?");
    expect(words.scale).toEqual(wordingsOf("fr").ease5.labels);
    expect(id).toMatch(/^ease5\.fr\.1\../);
    expect(wording(messages, "fr", "csat5")).toBe("csat5.fr.1");
  });

  it("of nps11 is worded at the two ends", () => {
    const loaded = asked("fr", "nps11");
    const points = {
      ...loaded,
      words: { ...loaded.words, scale: ["Pas du tout", ...Array<string>(9).fill(""), "Très"] },
    };
    const { words } = replaceQuestion(points, "fr", { fr: { instruments: { nps11: { labels: ["Non", "Oui"] } } } });
    expect(words.scale).toEqual(["Non", ...Array<string>(9).fill(""), "Oui"]);
  });
});

describe("the tag of messages", () => {
  it("reaches from a language to its countries, and the country has the last word", () => {
    const messages: Messages = { fr: { send: "Expédier", close: "Clore" }, "fr-CA": { close: "Quitter" } };
    expect(replaceQuestion(asked("fr"), "fr-CA", messages).words).toMatchObject({ send: "Expédier", close: "Quitter" });
    expect(replaceQuestion(asked("fr"), "fr-BE", messages).words).toMatchObject({ send: "Expédier", close: "Clore" });
  });

  it("becomes the card's language where it says more than the shipped one", () => {
    const canada = replaceQuestion(asked("fr"), "fr-ca", { "fr-CA": { question: "Alors ?", saved: "C'est gardé." } });
    expect(canada.words.locale).toBe("fr-CA");
    expect(canada.wording).toMatch(/^outcome5\.fr-CA\.1\./);
    const messages: Messages = { "fr-CA": { saved: "C'est gardé." } };
    expect(replaceAfterTap(shipped("fr").afterTap, "fr-CA", messages).saved).toBe("C'est gardé.");
    expect(replaceQuestion(asked("zh-Hans"), "zh-CN", { zh: { send: "好" } }).words).toMatchObject({
      locale: "zh-Hans",
      send: "好",
    });
  });

  it("counts for nothing when its language could not be had: no card speaks two languages", () => {
    const messages: Messages = { fr: { send: "Expédier" }, en: { send: "Off you go" } };
    expect(replaceQuestion(asked("en"), "fr", messages).words.send).toBe("Off you go");
  });

  it("may be of a language that is not shipped, which then stands as a whole", () => {
    checkMessages({ sv: swedish });
    const { words, wording } = replaceQuestion(asked("en"), "sv-FI", { sv: swedish });
    expect(words).toMatchObject({ locale: "sv", dir: "ltr", question: "Hur gick det?", close: "Stäng" });
    expect(wording).toMatch(/^outcome5\.sv\.1\./);
    expect(replaceQuestion(asked("en"), "fa", { fa: { ...swedish, dir: "rtl" } }).words.dir).toBe("rtl");
    expect(replaceAfterTap(shipped("en").afterTap, "sv", { sv: { ...swedish, saved: "Sparat." } }).saved).toBe(
      "Sparat.",
    );
  });

  it("of a language that is not shipped leaves an instrument that it has no words for to English", () => {
    expect(replaceQuestion(asked("en", "ease5"), "sv", { sv: swedish }).words.locale).toBe("en");
    const ease5 = { question: "Lätt?", labels: ["a", "b", "c", "d", "e"] };
    const { words } = replaceQuestion(asked("en", "ease5"), "sv", { sv: { ...swedish, instruments: { ease5 } } });
    expect(words).toMatchObject({ locale: "sv", question: "Lätt?", scale: ease5.labels });
  });
});

it.each([
  ["messages", []],
  ["messages", "fr"],
  ["messages.français", { français: {} }],
  ["messages.fr-x-abcdefgh-abcdefgh-abcdefgh-abcdefgh", { "fr-x-abcdefgh-abcdefgh-abcdefgh-abcdefgh": {} }],
  ["messages.fr", { fr: "Bonjour" }],
  ["messages.fr.questoin", { fr: { questoin: "Alors ?" } }],
  ["messages.fr.constructor", { fr: { constructor: "Alors ?" } }],
  ["messages.fr.locale", { fr: { locale: "fr" } }],
  ["messages.fr.question", { fr: { question: 7 } }],
  ["messages.fr.question", { fr: { question: " " } }],
  ["messages.fr.question", { fr: { question: { html: "<b>Alors ?</b>" } } }],
  ["messages.fr.dir", { fr: { dir: "left" } }],
  ["messages.fr.scale", { fr: { scale: ["Mal", "Bien"] } }],
  ["messages.fr.scale", { fr: { scale: ["Très mal", "Mal", "", "Bien", "Très bien"] } }],
  ["messages.fr.why", { fr: { why: "Pourquoi ?" } }],
  ["messages.fr.reasons.wating", { fr: { reasons: { wating: "L'attente" } } }],
  ["messages.fr.lostTimeBands.none", { fr: { lostTimeBands: { none: 0 } } }],
  ["messages.fr.privacy", { fr: { privacy: "Tout reste entre nous." } }],
  ["messages.fr.instruments", { fr: { instruments: [] } }],
  ["messages.fr.instruments.outcome5", { fr: { instruments: { outcome5: { question: "Alors ?" } } } }],
  ["messages.fr.instruments.nps11.labels", { fr: { instruments: { nps11: { labels: ["a", "b", "c"] } } } }],
  ["messages.fr.instruments.ease5.scale", { fr: { instruments: { ease5: { scale: [] } } } }],
  ["messages.sv.region", { sv: { question: "Hur gick det?" } }],
  ["messages.zh-TW.region", { "zh-TW": {} }],
  ["messages.sv.reasons.kind", { sv: { ...swedish, reasons: { ...swedish.reasons, kind: undefined } } }],
])("names %s when it is wrong", (option, messages) => {
  expect(faultOf(() => checkMessages(messages as never))).toBe(option);
});

it("takes what is right, and what is left out", () => {
  const messages: Messages = {
    en: {},
    "pt-BR": { question: undefined, dir: "ltr", privacy: "Só em grupos de {k} ou mais.", reasons: {} },
    fr: { instruments: { thumbs2: { labels: ["Non", "Oui"] } }, scale: ["--", "-", "o", "+", "++"] },
  };
  expect(faultOf(() => checkMessages(messages))).toBe("none");
});

it("says what would be right", () => {
  expect(() => checkMessages({ fr: { why: { hihg: "Bien ?" } } } as never)).toThrow(
    "Aftertask: messages.fr.why.hihg is not known: use one of low, middle, high.",
  );
});
