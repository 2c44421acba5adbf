import type { InstrumentWords } from "../messages.js";

/** The numbers are the answers here; the labels are the words at the two ends. */
export const words: Readonly<Record<string, InstrumentWords>> = {
  en: {
    question: "How likely are you to recommend this service to a colleague?",
    labels: ["Not at all likely", "Extremely likely"],
  },
  fr: {
    question: "Quelle est la probabilité que vous recommandiez ce service à vos collègues ?",
    labels: ["Pas du tout probable", "Très probable"],
  },
  cs: {
    question: "S jakou pravděpodobností tuto službu doporučíte kolegům?",
    labels: ["Vůbec nepravděpodobné", "Velmi pravděpodobné"],
  },
};
