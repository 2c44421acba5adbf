const en = {
  title: "Facilities desk",
  heading: "Jobs that you reported",
  intro: "Done by the facilities team. Close a case when it is as it should be.",
  youAre: "You are",
  language: "Language",
  tools: "Tools",
  requests: "My requests",
  portal: "Supplier portal",
  report: "Report",
  radiator: "Radiator stays cold",
  lock: "Door lock sticks",
  room: "Room set-up for the board meeting",
  north: "North building, floor 2",
  south: "South building, reception",
  boardroom: "Boardroom",
  close: "Close case",
  closed: "Closed",
  waiting: "Waiting for your answer …",
  rated: "You were asked, and you answered.",
  dismissed: "You were asked, and you did not answer.",
  "not-asked": "You were not asked.",
};

type Words = { [name in keyof typeof en]: string };

const fr: Words = {
  title: "Services généraux",
  heading: "Vos signalements",
  intro: "Traités par les services généraux. Clôturez une demande quand tout est en ordre.",
  youAre: "Vous êtes",
  language: "Langue",
  tools: "Outils",
  requests: "Mes demandes",
  portal: "Portail fournisseurs",
  report: "Rapport",
  radiator: "Radiateur froid",
  lock: "Serrure qui coince",
  room: "Préparation de la salle du conseil",
  north: "Bâtiment nord, 2e étage",
  south: "Bâtiment sud, accueil",
  boardroom: "Salle du conseil",
  close: "Clôturer",
  closed: "Clôturée",
  waiting: "En attente de votre réponse …",
  rated: "La question vous a été posée et vous avez répondu.",
  dismissed: "La question vous a été posée, sans réponse de votre part.",
  "not-asked": "La question ne vous a pas été posée.",
};

const cs: Words = {
  title: "Správa budov",
  heading: "Vaše hlášení",
  intro: "Vyřídila správa budov. Až bude vše v pořádku, požadavek uzavřete.",
  youAre: "Vystupujete jako",
  language: "Jazyk",
  tools: "Nástroje",
  requests: "Moje požadavky",
  portal: "Portál dodavatelů",
  report: "Přehled",
  radiator: "Topení nehřeje",
  lock: "Zadrhává se zámek dveří",
  room: "Příprava místnosti na jednání rady",
  north: "Severní budova, 2.\u00a0patro",
  south: "Jižní budova, recepce",
  boardroom: "Zasedací místnost",
  close: "Uzavřít",
  closed: "Uzavřeno",
  waiting: "Čeká se na vaši odpověď …",
  rated: "Otázka se zobrazila a máme vaši odpověď.",
  dismissed: "Otázka se zobrazila a zůstala bez odpovědi.",
  "not-asked": "Otázka se nezobrazila.",
};

const words: { [lang: string]: Words } = { en, fr, cs };
const wanted = new URLSearchParams(location.search).get("lang") ?? "en";

/** From `?lang=`; English otherwise. */
export const lang = Object.hasOwn(words, wanted) ? wanted : "en";
export const say: Words = words[lang] ?? en;
export type Word = keyof Words;

/** Puts the words of the page's own markup in place. */
export function translatePage(): void {
  const saying = (name: string | undefined) => say[name as Word];
  document.documentElement.lang = lang;
  document.title = say.title;
  for (const element of document.querySelectorAll<HTMLElement>("[data-text]"))
    element.textContent = saying(element.dataset["text"]);
  for (const element of document.querySelectorAll<HTMLElement>("[data-name]"))
    element.setAttribute("aria-label", saying(element.dataset["name"]));
  for (const link of document.querySelectorAll<HTMLAnchorElement>("[data-carry-lang]")) link.search = `?lang=${lang}`;
  for (const link of document.querySelectorAll<HTMLAnchorElement>("[hreflang]"))
    if (link.hreflang === lang) link.setAttribute("aria-current", "true");
}
