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
  de: {
    question: "Wie zufrieden sind Sie mit der Erledigung?",
    labels: ["Sehr unzufrieden", "Unzufrieden", "Weder zufrieden noch unzufrieden", "Zufrieden", "Sehr zufrieden"],
  },
  es: {
    question: "¿Cuál es su grado de satisfacción con esta gestión?",
    labels: [
      "Muy insatisfecho/a",
      "Insatisfecho/a",
      "Ni satisfecho/a ni insatisfecho/a",
      "Satisfecho/a",
      "Muy satisfecho/a",
    ],
  },
  it: {
    question: "Qual è il grado di soddisfazione per la gestione della richiesta?",
    labels: [
      "Molto insoddisfatto/a",
      "Insoddisfatto/a",
      "Né soddisfatto/a né insoddisfatto/a",
      "Soddisfatto/a",
      "Molto soddisfatto/a",
    ],
  },
  "pt-PT": {
    question: "Qual é o seu grau de satisfação com a resposta a este pedido?",
    labels: [
      "Muito insatisfeito/a",
      "Insatisfeito/a",
      "Nem satisfeito/a nem insatisfeito/a",
      "Satisfeito/a",
      "Muito satisfeito/a",
    ],
  },
  "pt-BR": {
    question: "Qual é o seu grau de satisfação com este atendimento?",
    labels: [
      "Muito insatisfeito/a",
      "Insatisfeito/a",
      "Nem satisfeito/a nem insatisfeito/a",
      "Satisfeito/a",
      "Muito satisfeito/a",
    ],
  },
  nl: {
    question: "Hoe tevreden bent u over de afhandeling?",
    labels: ["Zeer ontevreden", "Ontevreden", "Niet tevreden en niet ontevreden", "Tevreden", "Zeer tevreden"],
  },
  pl: {
    question: "Jaki jest poziom zadowolenia ze sposobu załatwienia tej sprawy?",
    labels: [
      "Bardzo niezadowolony/a",
      "Niezadowolony/a",
      "Ani zadowolony/a, ani niezadowolony/a",
      "Zadowolony/a",
      "Bardzo zadowolony/a",
    ],
  },
  ar: {
    question: "ما مدى الرضا عن إنجاز هذا الطلب؟",
    labels: ["عدم رضا كبير", "عدم رضا", "لا رضا ولا عدم رضا", "رضا", "رضا كبير"],
  },
  he: {
    question: "מה מידת שביעות הרצון מהטיפול?",
    labels: ["מאוד לא מרוצה", "לא מרוצה", "לא זה ולא זה", "מרוצה", "מאוד מרוצה"],
  },
  ja: {
    question: "今回の対応にどの程度満足していますか？",
    labels: ["非常に\u200b不満", "不満", "どちら\u200bとも\u200bいえない", "満足", "非常に\u200b満足"],
  },
  "zh-Hans": {
    question: "您对这次办理的满意程度如何？",
    labels: ["非常\u200b不满意", "不满意", "一般", "满意", "非常\u200b满意"],
  },
};
