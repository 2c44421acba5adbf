import type { Band, BuiltInReason, InstrumentId, LostTime } from "@aftertask/schema/words";

/** What is read before the first tap. No sentence holds a placeholder but the privacy line, whose `{k}` is a bare number. */
export interface AskingWords {
  /** BCP 47 tag of these words. */
  readonly locale: string;
  /** The direction they are read in; it turns the scale. */
  readonly dir: "ltr" | "rtl";
  /** Name of the region. */
  readonly region: string;
  /** What is asked: *How did it go?* */
  readonly question: string;
  /** The answers, from negative to positive. */
  readonly scale: readonly string[];
  /** Of the question and the scale together, as a label set; another wording is another version. Default: 1. */
  readonly version?: number;
  /** The answer beside the scale: *Doesn't apply*. */
  readonly notApplicable: string;
  /** Declines this time: *Not now*. */
  readonly notNow: string;
  /** Declines for good: *Don't ask again*. */
  readonly never: string;
  /** Confidential mode; `{k}` is the smallest group. */
  readonly privacy: string;
  /** Told once, politely, when the prompt appears, after the name of the region and the question. */
  readonly appeared: string;
  /** Seals the answer: *Send*. */
  readonly send: string;
  /** Leaves what is saved or said: *Close*. */
  readonly close: string;
  /** The answer could not be saved. */
  readonly failed: string;
}

/** What an instrument asks, in one language. */
export interface InstrumentWords {
  /** What is asked. */
  readonly question: string;
  /** One for each point, from negative to positive; for `nps11`, whose numbers are the answers, one for each end. */
  readonly labels: readonly string[];
  /** Of both together, as a label set; another wording is another version. Default: 1. */
  readonly version?: number;
}

/** What is read after it. */
export interface AfterTapWords {
  /** The answer is safe, the rest is optional. */
  readonly saved: string;
  /** Asks for the reasons of a low, a middle and a high score. */
  readonly why: Readonly<Record<Band, string>>;
  /** The built-in reasons. */
  readonly reasons: Readonly<Record<BuiltInReason, string>>;
  /** Names the field for working time lost. */
  readonly lostTime: string;
  /** Its answers. */
  readonly lostTimeBands: Readonly<Record<LostTime, string>>;
  /** Names the field for a comment. */
  readonly comment: string;
  /** It is on its way. */
  readonly sending: string;
  /** The endpoint has confirmed it. */
  readonly thanks: string;
  /** It waits in this browser. */
  readonly kept: string;
  /** It waits, but only this page remembers it. */
  readonly keptWhileOpen: string;
  /** An edit was refused because the answer had been sealed. */
  readonly tooLate: string;
  /** The endpoint will never take it; its reason follows. */
  readonly refused: string;
  /** The reason, where it is that the task has been rated. */
  readonly alreadyRated: string;
}

/** Words without their keys: the texts in the order of the English ones, a line each. The script build sends them so. */
export type PackedWords = string;

/** Every sentence of the prompt in one language. */
export interface Language {
  readonly asking: AskingWords;
  readonly afterTap: AfterTapWords | PackedWords;
}

type Some<T> = { readonly [K in keyof T]?: T[K] | undefined };

/**
 * Texts in place of the shipped ones, in one language. They are shown as they are, never read as HTML; what is left out
 * stays. The question and the scale are those of `outcome5`.
 */
export interface LanguageMessages
  extends
    Some<Omit<AskingWords, "locale" | "version">>,
    Some<Omit<AfterTapWords, "why" | "reasons" | "lostTimeBands">> {
  /** The question that fits the score. */
  readonly why?: Some<AfterTapWords["why"]> | undefined;
  /** The built-in reasons; those of the catalogue bring their own words. */
  readonly reasons?: Some<AfterTapWords["reasons"]> | undefined;
  /** The answers to how much working time was lost. */
  readonly lostTimeBands?: Some<AfterTapWords["lostTimeBands"]> | undefined;
  /** What the other instruments ask. */
  readonly instruments?:
    Some<Record<Exclude<InstrumentId, "outcome5">, Some<Omit<InstrumentWords, "version">>>> | undefined;
}

/** Texts of the host's own by BCP 47 tag: `fr` for all of French, `fr-CA` for Canada's on top of it. */
export interface Messages {
  /** The texts of one language. */
  readonly [locale: string]: LanguageMessages;
}
