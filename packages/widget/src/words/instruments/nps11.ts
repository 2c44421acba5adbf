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
    labels: ["Zcela nepravděpodobné", "Velmi pravděpodobné"],
  },
  de: {
    question: "Wie wahrscheinlich ist es, dass Sie diesen Service intern weiterempfehlen?",
    labels: ["Äußerst unwahrscheinlich", "Äußerst wahrscheinlich"],
  },
  es: {
    question: "¿Qué probabilidad hay de que recomiende este servicio en su entorno de trabajo?",
    labels: ["Nada probable", "Muy probable"],
  },
  it: {
    question: "Con quale probabilità consiglierebbe questo servizio nel Suo ambiente di lavoro?",
    labels: ["Per niente probabile", "Molto probabile"],
  },
  "pt-PT": {
    question: "Qual é a probabilidade de recomendar este serviço no seu local de trabalho?",
    labels: ["Nada provável", "Muito provável"],
  },
  "pt-BR": {
    question: "Qual é a probabilidade de recomendar este serviço no seu ambiente de trabalho?",
    labels: ["Nada provável", "Muito provável"],
  },
  nl: {
    question: "Hoe waarschijnlijk is het dat u deze dienst aan collega's aanbeveelt?",
    labels: ["Zeer onwaarschijnlijk", "Zeer waarschijnlijk"],
  },
  pl: {
    question: "Jak prawdopodobne jest polecenie tej usługi innym osobom w pracy?",
    labels: ["Bardzo mało prawdopodobne", "Bardzo prawdopodobne"],
  },
  ar: { question: "ما مدى احتمال التوصية بهذه الخدمة في محيط العمل؟", labels: ["غير محتمل إطلاقًا", "محتمل جدًا"] },
  he: { question: "מה הסבירות להמלצה על השירות הזה במקום העבודה?", labels: ["כלל לא סביר", "סביר מאוד"] },
  ja: {
    question: "このサービスを職場の人に勧める可能性はどのくらいありますか？",
    labels: ["まったくない", "非常に高い"],
  },
  "zh-Hans": { question: "您向同事推荐这项服务的可能性有多大？", labels: ["完全不可能", "非常可能"] },
};
