import { partsOfWeek } from "../figures.js";
import type { Words } from "./sentences.js";

export const fr: Words = {
  title: "Comment cela s'est passé",
  project: (key) => `Projet ${key}`,
  publishedIn: (week) => `publié en semaine ${partsOfWeek(week).number} de ${partsOfWeek(week).year}`,
  published: { weekly: "Publié chaque semaine", immediate: "Immédiat\u00a0: démonstration uniquement" },
  groupsOf: (minimum) => `Groupes de ${minimum} personnes ou plus`,
  week: (week) => `Semaine ${partsOfWeek(week).number} de ${partsOfWeek(week).year}`,
  weekInTable: (week) => `Semaine ${partsOfWeek(week).number}`,
  weeks: (first, last) =>
    partsOfWeek(first).year === partsOfWeek(last).year
      ? `Semaines ${partsOfWeek(first).number} à ${partsOfWeek(last).number} de ${partsOfWeek(last).year}`
      : `De la semaine ${partsOfWeek(first).number} de ${partsOfWeek(first).year} à la semaine ${partsOfWeek(last).number} de ${partsOfWeek(last).year}`,
  positive: {
    outcome5: "Cela s'est bien ou très bien passé",
    csat5: "Satisfait·e ou très satisfait·e",
    ease5: "C'était facile ou très facile",
    nps11: "Recommanderait (9 ou 10 sur 10)",
    thumbs2: "Pouce levé",
  },
  audience: { employee: "Salariés", supplier: "Fournisseurs", contractor: "Prestataires", partner: "Partenaires" },
  basis: (answers, low, high) => `sur ${answers} réponses\u00a0; intervalle à 95\u00a0% de ${low} à ${high}`,
  ofAnswers: (answers) => `sur ${answers} réponses`,
  between: (low, high) => `Entre ${low} et ${high}`,
  barOfShare: (share, low, high) => `${share}, intervalle de ${low} à ${high}`,
  barOfBand: (low, high) => `Quelque part entre ${low} et ${high}`,
  wide: "Peu de réponses, donc un intervalle large\u00a0: lisez l'intervalle plutôt que le point.",
  bandOnly:
    "Avec si peu de réponses, seule une fourchette est affichée, pour qu'aucune réponse ne puisse être déduite.",
  suppressed: {
    title: "Affiché par groupe uniquement",
    sentence:
      "Trop peu de personnes ont répondu, ou l'affichage révélerait un groupe plus petit. Le résultat apparaît dès que les réponses sont assez nombreuses.",
    row: "Affiché par groupe uniquement",
  },
  leftOut: (groups) => `Trop petits pour être affichés, et omis faute de place\u00a0: ${groups}.`,
  table: {
    caption: "Semaine par semaine",
    week: "Semaine",
    share: "Part",
    interval: "Intervalle à 95\u00a0%",
    answers: "Réponses",
    rangeOnly: "fourchette seule",
  },
  filter: {
    label: "Choisir ce qui est affiché",
    service: "Service",
    allServices: "Tous les services",
    from: "De la semaine",
    to: "À la semaine",
    show: "Afficher",
  },
  csv: { link: "Télécharger en CSV", failed: "Le fichier CSV n'a pas pu être téléchargé." },
  token: {
    title: "Ce rapport demande un jeton",
    why: "Le collecteur ne le montre qu'avec le jeton d'administration.",
    label: "Jeton d'administration",
    kept: "Gardé en mémoire uniquement, et oublié à la fermeture ou au rechargement de la page.",
    send: "Ouvrir le rapport",
    refused: "Le collecteur n'a pas accepté ce jeton.",
  },
  loading: "Chargement du rapport…",
  loaded: (series) => `Le rapport est affiché. Services\u00a0: ${series}.`,
  empty: {
    title: "Rien n'a encore été publié",
    sentence:
      "Aucune réponse n'a été publiée pour ce choix. Elles apparaîtront ici quand assez de personnes auront répondu.",
  },
  failed: {
    title: "Le rapport n'a pas pu être lu",
    retry: "Réessayer",
    unreachable: "Le collecteur n'a pas répondu. Vérifiez la connexion, puis réessayez.",
    key: "Le collecteur ne connaît pas ce projet.",
    query: "Le collecteur n'a pas compris le choix du service ou des semaines.",
    later: "Le collecteur ne peut pas donner le rapport pour le moment. Réessayez dans un instant.",
    answer: "Le collecteur a donné une réponse que cette page ne sait pas lire.",
  },
  foot: "Aucun rapport ne porte sur une personne. Ne sert ni à la rémunération ni aux sanctions.",
};
