import { partsOfWeek } from "../figures.js";
import type { Words } from "./sentences.js";

export const cs: Words = {
  title: "Jak to proběhlo",
  project: (key) => `Projekt ${key}`,
  publishedIn: (week) => `zveřejněno: ${cs.week(week)}`,
  published: { weekly: "Zveřejňuje se jednou týdně", immediate: "Okamžitě: pouze pro ukázku" },
  groupsOf: (minimum) => `Skupiny od ${minimum} osob`,
  week: (week) => `${partsOfWeek(week).number}. týden ${partsOfWeek(week).year}`,
  weekInTable: (week) => `${partsOfWeek(week).number}. týden`,
  weeks: (first, last) =>
    partsOfWeek(first).year === partsOfWeek(last).year
      ? `${partsOfWeek(first).number}. až ${cs.week(last)}`
      : `${cs.week(first)} až ${cs.week(last)}`,
  positive: {
    outcome5: "Proběhlo to dobře nebo velmi dobře",
    csat5: "Spokojen(a) nebo velmi spokojen(a)",
    ease5: "Bylo to snadné nebo velmi snadné",
    nps11: "Doporučení (9 nebo 10 z 10)",
    thumbs2: "Palec nahoru",
  },
  audience: { employee: "Zaměstnanci", supplier: "Dodavatelé", contractor: "Externisté", partner: "Partneři" },
  basis: (answers, low, high) => `z ${answers} odpovědí; 95% interval ${low} až ${high}`,
  ofAnswers: (answers) => `z ${answers} odpovědí`,
  between: (low, high) => `Mezi ${low} a ${high}`,
  barOfShare: (share, low, high) => `${share}, interval ${low} až ${high}`,
  barOfBand: (low, high) => `Někde mezi ${low} a ${high}`,
  wide: "Málo odpovědí, a proto široký interval: čtěte spíše interval než samotné číslo.",
  bandOnly: "Při tak malém počtu odpovědí se zobrazuje jen rozmezí, aby nešlo odvodit ničí odpověď.",
  suppressed: {
    title: "Zobrazuje se pouze za skupiny",
    sentence:
      "Odpovědělo příliš málo lidí, nebo by se tím prozradila menší skupina. Výsledek se objeví, až bude odpovědí dost.",
    row: "Zobrazuje se pouze za skupiny",
  },
  leftOut: (groups) => `Příliš malé skupiny, vynechané pro nedostatek místa: ${groups}.`,
  table: {
    caption: "Týden po týdnu",
    week: "Týden",
    share: "Podíl",
    interval: "95% interval",
    answers: "Odpovědi",
    rangeOnly: "jen rozmezí",
  },
  filter: {
    label: "Výběr zobrazení",
    service: "Služba",
    allServices: "Všechny služby",
    from: "Od týdne",
    to: "Do týdne",
    show: "Zobrazit",
  },
  csv: { link: "Stáhnout jako CSV", failed: "Soubor CSV se nepodařilo stáhnout." },
  token: {
    title: "K této zprávě je potřeba token",
    why: "Zobrazí se pouze s tokenem správce.",
    label: "Token správce",
    kept: "Uchovává se jen v paměti a po zavření nebo novém načtení stránky se zapomene.",
    send: "Otevřít zprávu",
    refused: "Tento token nebyl přijat.",
  },
  loading: "Zpráva se načítá…",
  loaded: (series) => `Zpráva je načtena. Služby: ${series}.`,
  empty: {
    title: "Zatím nebylo nic zveřejněno",
    sentence: "Pro tento výběr nebyly zveřejněny žádné odpovědi. Objeví se zde, až odpoví dost lidí.",
  },
  failed: {
    title: "Zprávu se nepodařilo načíst",
    retry: "Zkusit znovu",
    unreachable: "Server neodpověděl. Zkontrolujte připojení a zkuste to znovu.",
    key: "Server tento projekt nezná.",
    query: "Server nerozuměl výběru služby nebo týdnů.",
    later: "Server teď nemůže zprávu vydat. Zkuste to za chvíli znovu.",
    answer: "Server vrátil odpověď, kterou tato stránka neumí přečíst.",
  },
  foot: "Žádná zpráva o jednotlivci neexistuje. Neslouží k odměňování ani k hodnocení chování.",
};
