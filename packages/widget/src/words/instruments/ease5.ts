import type { InstrumentWords } from "../messages.js";

export const words: Readonly<Record<string, InstrumentWords>> = {
  en: {
    question: "How easy or difficult was it to get this done?",
    labels: ["Very difficult", "Difficult", "Neither easy nor difficult", "Easy", "Very easy"],
  },
  fr: {
    question: "Cette démarche a-t-elle été facile ou difficile ?",
    labels: ["Très difficile", "Difficile", "Ni facile ni difficile", "Facile", "Très facile"],
  },
  cs: {
    question: "Jak snadné nebo obtížné bylo věc vyřídit?",
    labels: ["Velmi obtížné", "Obtížné", "Ani snadné, ani obtížné", "Snadné", "Velmi snadné"],
  },
};
