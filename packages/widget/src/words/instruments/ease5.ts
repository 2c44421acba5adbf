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
  de: {
    question: "Wie einfach oder schwierig war die Erledigung?",
    labels: ["Sehr schwierig", "Schwierig", "Weder einfach noch schwierig", "Einfach", "Sehr einfach"],
  },
  es: {
    question: "¿Fue fácil o difícil realizar esta gestión?",
    labels: ["Muy difícil", "Difícil", "Ni fácil ni difícil", "Fácil", "Muy fácil"],
  },
  it: {
    question: "È stato facile o difficile portare a termine la richiesta?",
    labels: ["Molto difficile", "Difficile", "Né facile né difficile", "Facile", "Molto facile"],
  },
  "pt-PT": {
    question: "Foi fácil ou difícil concluir este pedido?",
    labels: ["Muito difícil", "Difícil", "Nem fácil nem difícil", "Fácil", "Muito fácil"],
  },
  "pt-BR": {
    question: "Foi fácil ou difícil concluir este pedido?",
    labels: ["Muito difícil", "Difícil", "Nem fácil nem difícil", "Fácil", "Muito fácil"],
  },
  nl: {
    question: "Hoe makkelijk of moeilijk was het om dit te regelen?",
    labels: ["Zeer moeilijk", "Moeilijk", "Niet makkelijk en niet moeilijk", "Makkelijk", "Zeer makkelijk"],
  },
  pl: {
    question: "Jak łatwe lub trudne było załatwienie tej sprawy?",
    labels: ["Bardzo trudne", "Trudne", "Ani łatwe, ani trudne", "Łatwe", "Bardzo łatwe"],
  },
  ar: {
    question: "ما مدى سهولة أو صعوبة إنجاز هذا الطلب؟",
    labels: ["صعب جدًا", "صعب", "لا سهل ولا صعب", "سهل", "سهل جدًا"],
  },
  he: {
    question: "עד כמה היה קל או קשה לסיים את הטיפול?",
    labels: ["קשה מאוד", "קשה", "לא קל ולא קשה", "קל", "קל מאוד"],
  },
  ja: {
    question: "手続きは簡単でしたか、難しかったですか？",
    labels: ["非常に\u200b難しい", "難しい", "どちら\u200bとも\u200bいえない", "簡単", "非常に\u200b簡単"],
  },
  "zh-Hans": { question: "办理这件事是容易还是困难？", labels: ["很困难", "困难", "一般", "容易", "很容易"] },
};
