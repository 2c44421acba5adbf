const en = {
  title: "Supplier portal",
  heading: "Lindqvist Paper",
  intro: "What we have finished for you. Close a case when it is settled on your side too.",
  youAre: "You are",
  language: "Language",
  tools: "Tools",
  requests: "My requests",
  desk: "Facilities desk",
  report: "Report",
  onboarding: "Your registration as a supplier",
  onboardingDone: "Bank details and contract checked by Procurement",
  invoice: "Invoice 2291",
  invoiceDone: "Paid by Finance, within 21 days",
  access: "Access to the delivery yard",
  accessDone: "Two badges issued by Workplace IT",
  close: "Close case",
  reopen: "Reopen case",
  finished: "Finished",
  closed: "Closed",
  rated: "You answered.",
  dismissed: "You did not answer.",
  "not-asked": "You were not asked.",
};

type Words = { [name in keyof typeof en]: string };

const fr: Words = {
  title: "Portail fournisseurs",
  heading: "Lindqvist Paper",
  intro: "Ce que nous avons terminé pour vous. Clôturez une demande quand tout est réglé de votre côté aussi.",
  youAre: "Vous êtes",
  language: "Langue",
  tools: "Outils",
  requests: "Mes demandes",
  desk: "Services généraux",
  report: "Rapport",
  onboarding: "Votre référencement comme fournisseur",
  onboardingDone: "Coordonnées bancaires et contrat vérifiés par les Achats",
  invoice: "Facture 2291",
  invoiceDone: "Payée par la Finance, sous 21 jours",
  access: "Accès à la cour de livraison",
  accessDone: "Deux badges remis par l'Informatique",
  close: "Clôturer",
  reopen: "Rouvrir",
  finished: "Terminée",
  closed: "Clôturée",
  rated: "Vous avez répondu.",
  dismissed: "Vous n'avez pas répondu.",
  "not-asked": "La question ne vous a pas été posée.",
};

const cs: Words = {
  title: "Portál dodavatelů",
  heading: "Lindqvist Paper",
  intro: "Co jsme pro vás dokončili. Až bude vše vyřízeno i na vaší straně, požadavek uzavřete.",
  youAre: "Vystupujete jako",
  language: "Jazyk",
  tools: "Nástroje",
  requests: "Moje požadavky",
  desk: "Správa budov",
  report: "Přehled",
  onboarding: "Vaše zavedení jako dodavatele",
  onboardingDone: "Bankovní údaje a smlouvu ověřil Nákup",
  invoice: "Faktura 2291",
  invoiceDone: "Uhrazena do 21 dnů, Finance",
  access: "Přístup na vykládací dvůr",
  accessDone: "Dvě karty vydala Podpora IT",
  close: "Uzavřít",
  reopen: "Znovu otevřít",
  finished: "Hotovo",
  closed: "Uzavřeno",
  rated: "Máme vaši odpověď.",
  dismissed: "Otázka zůstala bez odpovědi.",
  "not-asked": "Otázka se nezobrazila.",
};

const words: { [lang: string]: Words } = { en, fr, cs };
const wanted = new URLSearchParams(location.search).get("lang") ?? "en";

/** From `?lang=`; English otherwise. */
export const lang = Object.hasOwn(words, wanted) ? wanted : "en";
export const say: Words = words[lang] ?? en;
export type Word = keyof Words;
