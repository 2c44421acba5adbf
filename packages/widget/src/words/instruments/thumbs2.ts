import type { InstrumentWords } from "../messages.js";

export const words: Readonly<Record<string, InstrumentWords>> = {
  en: { question: "Did it go well?", labels: ["No", "Yes"] },
  fr: { question: "Cela s'est-il bien passé ?", labels: ["Non", "Oui"] },
  cs: { question: "Proběhlo to dobře?", labels: ["Ne", "Ano"] },
};
