import type { InstrumentId } from "@aftertask/schema/words";
import { fetchLanguage, TAGS } from "../src/words/languages.js";
import { asking } from "../src/words/en.js";
import { afterTap } from "../src/words/en-after-tap.js";
import { words as csat5 } from "../src/words/instruments/csat5.js";
import { words as ease5 } from "../src/words/instruments/ease5.js";
import { words as nps11 } from "../src/words/instruments/nps11.js";
import { words as thumbs2 } from "../src/words/instruments/thumbs2.js";
import type { AfterTapWords, AskingWords, InstrumentWords } from "../src/words/messages.js";

/** A shipped language, as its source has it. */
export interface ShippedLanguage {
  asking: AskingWords;
  afterTap: AfterTapWords;
}

/** Every shipped language by its tag, English first. */
export const SHIPPED: Readonly<Record<string, ShippedLanguage>> = {
  en: { asking, afterTap },
  ...Object.fromEntries(
    await Promise.all(
      TAGS.map(async (tag) => {
        const { asking: words, afterTap: rest } = (await fetchLanguage(tag)) as ShippedLanguage;
        return [tag, { asking: words, afterTap: rest }] as const;
      }),
    ),
  ),
};

/** What each instrument asks in a language. */
export function wordingsOf(tag: string): Record<InstrumentId, InstrumentWords> {
  const { question, scale, ...rest } = (SHIPPED[tag] as ShippedLanguage).asking;
  const tables = { csat5: csat5[tag], ease5: ease5[tag], nps11: nps11[tag], thumbs2: thumbs2[tag] };
  const version = "version" in rest ? { version: rest.version } : {};
  return { outcome5: { question, labels: scale, ...version }, ...tables } as Record<InstrumentId, InstrumentWords>;
}

/** Every text with its path: `["afterTap.reasons.slow", "It took too long"]`. */
export function textsIn(value: unknown, path = ""): [key: string, text: string][] {
  if (typeof value === "string") return [[path, value]];
  return Object.entries(value as object).flatMap(([key, inner]) => textsIn(inner, path ? `${path}.${key}` : key));
}
