import { DEFAULT_INSTRUMENT, type InstrumentId } from "@aftertask/schema/words";
import { Face } from "./view/faces.js";
import type { Mark } from "./view/scale.js";
import { loadAskingWords } from "./words/load.js";
import type { AskingWords, InstrumentWords } from "./words/messages.js";

/** What an instrument other than the default brings along. */
interface OtherInstrument {
  /** By locale; English is the fallback. */
  words: Readonly<Record<string, InstrumentWords>>;
  Mark?: Mark;
  css?: string;
}

/** Each is fetched when a touchpoint uses it. */
const OTHERS: Readonly<Partial<Record<InstrumentId, () => Promise<OtherInstrument>>>> = {
  csat5: () => import("./words/instruments/csat5.js"),
  ease5: () => import("./words/instruments/ease5.js"),
  nps11: () => import("./view/nps11.js"),
  thumbs2: () => import("./view/thumbs2.js"),
};

export const fetchInstrument = (instrument: InstrumentId = DEFAULT_INSTRUMENT) => OTHERS[instrument]?.();

/** What is asked, in one language, and how its answers look. */
export interface Question {
  instrument: InstrumentId;
  words: AskingWords;
  /** The id of the label set, as it travels: instrument, language and the version of its words there, `csat5.fr.1`. */
  wording: string;
  Mark: Mark;
  /** What the scale needs beyond the card's own sheet. */
  css: string | undefined;
}

/**
 * A language that cannot be had falls back to English. An instrument that cannot be had rejects: an answer to another
 * question in its place would be on another scale, and the collector would refuse it.
 * @param patience settles when it is too late
 */
export async function loadQuestion(instrument: InstrumentId, tag: string, patience: Promise<void>): Promise<Question> {
  const tooLate = patience.then(() => Promise.reject(new Error(`Aftertask: ${instrument} did not arrive in time.`)));
  const [words, other] = await Promise.all([
    loadAskingWords(tag, patience),
    Promise.race([fetchInstrument(instrument), tooLate]),
  ]);
  const spoken = other?.words[words.locale];
  const asked = spoken ?? other?.words["en"];
  const locale = asked === spoken ? words.locale : "en";
  const { version = 1 } = asked ?? words;
  return {
    instrument,
    words: asked ? { ...words, question: asked.question, scale: asked.labels } : words,
    wording: `${instrument}.${locale}.${version}`,
    Mark: other?.Mark ?? Face,
    css: other?.css,
  };
}
