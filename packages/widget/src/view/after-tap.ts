import { bandOf, type InstrumentId, INSTRUMENTS, type Touchpoint } from "@aftertask/schema/words";
import { reasonsInOneOrder } from "../rating/reasons.js";
import { afterTap as english } from "../words/en-after-tap.js";
import { fetchLanguage } from "../words/languages.js";
import type { AfterTapWords } from "../words/messages.js";
import { unpack } from "../words/unpack.js";
import css from "./after-tap.css?inline";
import { Ending, spokenEnd } from "./ending.js";
import { FollowUp, type Why } from "./follow-up.js";

/** What the first tap reveals, and how it ends; fetched after the outbox, while the respondent reads the question. */
export interface AfterTap {
  FollowUp: typeof FollowUp;
  Ending: typeof Ending;
  spokenEnd: typeof spokenEnd;
  words: AfterTapWords;
  /** What to ask about a score; nothing about *doesn't apply*. */
  why: (score: number | null) => Why | undefined;
  css: string;
  putAccent: typeof putAccent;
}

/** Gives the card the host's accent, if there is one: the option, else the custom property. */
function putAccent(card: HTMLElement, accent = getComputedStyle(card).getPropertyValue("--aftertask-accent")): void {
  // Where it cannot be fetched, the card stays in ink.
  if (accent)
    import("../browser/accent.js").then(
      ({ paintAccent }) => paintAccent(card, accent),
      () => {},
    );
}

/** @param language one of the shipped languages, as the asking words were loaded in */
export async function prepareAfterTap(
  language: string,
  instrument: InstrumentId,
  touchpoint: Touchpoint | undefined,
  inHostsWords = (words: AfterTapWords) => words,
): Promise<AfterTap> {
  const fetched = await fetchLanguage(language)?.catch(() => undefined);
  const words = inHostsWords(unpack(english, fetched?.afterTap ?? english));
  const reasonsFor = reasonsInOneOrder(touchpoint, Math.random);
  const why = (score: number | null) => {
    if (score === null) return;
    const band = bandOf(INSTRUMENTS[instrument], score);
    return { question: words.why[band], reasons: reasonsFor(band) };
  };
  return { FollowUp, Ending, spokenEnd, words, why, css, putAccent };
}
