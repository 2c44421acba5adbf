import type { InstrumentWords } from "../messages.js";

export const words: Readonly<Record<string, InstrumentWords>> = {
  en: { question: "Did it go well?", labels: ["No", "Yes"] },
  fr: { question: "Cela s'est-il bien passé ?", labels: ["Non", "Oui"] },
  cs: { question: "Proběhlo to dobře?", labels: ["Ne", "Ano"] },
  de: { question: "Ist es gut gelaufen?", labels: ["Nein", "Ja"] },
  es: { question: "¿Ha ido bien?", labels: ["No", "Sí"] },
  it: { question: "È andata bene?", labels: ["No", "Sì"] },
  "pt-PT": { question: "Correu bem?", labels: ["Não", "Sim"] },
  "pt-BR": { question: "Deu tudo certo?", labels: ["Não", "Sim"] },
  nl: { question: "Is het goed gegaan?", labels: ["Nee", "Ja"] },
  pl: { question: "Czy przebiegło to dobrze?", labels: ["Nie", "Tak"] },
  ar: { question: "هل سار الأمر على ما يرام؟", labels: ["لا", "نعم"] },
  he: { question: "האם זה עבד טוב?", labels: ["לא", "כן"] },
  ja: { question: "うまくいきましたか？", labels: ["いいえ", "はい"] },
  "zh-Hans": { question: "办理得顺利吗？", labels: ["不顺利", "顺利"] },
};
