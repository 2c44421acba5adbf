import type { Band, BuiltInReason, LostTime } from "@aftertask/schema/words";

/** What is read before the first tap. No sentence holds a placeholder but the privacy line, whose `{k}` is a bare number. */
export interface AskingWords {
  /** BCP 47 tag of these words. */
  readonly locale: string;
  /** The direction they are read in; it turns the scale. */
  readonly dir: "ltr" | "rtl";
  /** Name of the region. */
  readonly region: string;
  readonly question: string;
  /** The answers, from negative to positive. */
  readonly scale: readonly string[];
  readonly notApplicable: string;
  readonly notNow: string;
  readonly never: string;
  /** Confidential mode; `{k}` is the smallest group. */
  readonly privacy: string;
  /** Told once, politely, when the prompt appears, after the name of the region and the question. */
  readonly appeared: string;
  readonly send: string;
  readonly close: string;
  readonly failed: string;
}

/** What an instrument asks, in one language. */
export interface InstrumentWords {
  readonly question: string;
  /** One for each point, from negative to positive; for `nps11`, whose numbers are the answers, one for each end. */
  readonly labels: readonly string[];
}

/** What is read after it. */
export interface AfterTapWords {
  readonly saved: string;
  readonly why: Readonly<Record<Band, string>>;
  readonly reasons: Readonly<Record<BuiltInReason, string>>;
  readonly lostTime: string;
  readonly lostTimeBands: Readonly<Record<LostTime, string>>;
  readonly comment: string;
  readonly sending: string;
  readonly thanks: string;
  readonly kept: string;
  /** It waits, but only this page remembers it. */
  readonly keptWhileOpen: string;
  /** An edit was refused because the answer had been sealed. */
  readonly tooLate: string;
  readonly refused: string;
  readonly alreadyRated: string;
}

/** Words without their keys: the texts in the order of the English ones, a line each. The script build sends them so. */
export type PackedWords = string;

/** Every sentence of the prompt in one language. */
export interface Language {
  readonly asking: AskingWords;
  readonly afterTap: AfterTapWords | PackedWords;
}
