import type { InstrumentWords } from "../messages.js";

/** For those who have to compare themselves with a benchmark that says *satisfied*. */
export const words: Readonly<Record<string, InstrumentWords>> = {
  en: {
    question: "How satisfied are you with how this was handled?",
    labels: ["Very dissatisfied", "Dissatisfied", "Neither satisfied nor dissatisfied", "Satisfied", "Very satisfied"],
  },
  fr: {
    question: "Quel est votre degré de satisfaction ?",
    labels: ["Très insatisfait·e", "Insatisfait·e", "Ni l'un ni l'autre", "Satisfait·e", "Très satisfait·e"],
  },
  cs: {
    question: "Jak hodnotíte svou spokojenost s vyřízením?",
    labels: [
      "Velmi nespokojen(a)",
      "Nespokojen(a)",
      "Ani spokojen(a), ani nespokojen(a)",
      "Spokojen(a)",
      "Velmi spokojen(a)",
    ],
  },
};
