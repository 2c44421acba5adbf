import { partsOfWeek } from "../figures.js";
import type { Words } from "./sentences.js";

export const en: Words = {
  title: "How it went",
  project: (key) => `Project ${key}`,
  publishedIn: (week) => `published in week ${partsOfWeek(week).number} of ${partsOfWeek(week).year}`,
  published: { weekly: "Published weekly", immediate: "Immediate: demonstration only" },
  groupsOf: (minimum) => `Groups of ${minimum} people or more`,
  week: (week) => `Week ${partsOfWeek(week).number} of ${partsOfWeek(week).year}`,
  weekInTable: (week) => `Week ${partsOfWeek(week).number}`,
  weeks: (first, last) =>
    partsOfWeek(first).year === partsOfWeek(last).year
      ? `Weeks ${partsOfWeek(first).number} to ${partsOfWeek(last).number} of ${partsOfWeek(last).year}`
      : `${en.week(first)} to week ${partsOfWeek(last).number} of ${partsOfWeek(last).year}`,
  positive: {
    outcome5: "It went well or very well",
    csat5: "Satisfied or very satisfied",
    ease5: "It was easy or very easy",
    nps11: "Would recommend it (9 or 10 out of 10)",
    thumbs2: "Thumbs up",
  },
  audience: { employee: "Employees", supplier: "Suppliers", contractor: "Contractors", partner: "Partners" },
  basis: (answers, low, high) => `of ${answers} answers; 95% interval ${low} to ${high}`,
  ofAnswers: (answers) => `of ${answers} answers`,
  between: (low, high) => `Between ${low} and ${high}`,
  barOfShare: (share, low, high) => `${share}, interval ${low} to ${high}`,
  barOfBand: (low, high) => `Somewhere between ${low} and ${high}`,
  wide: "Few answers, hence a wide interval: read the interval rather than the point.",
  bandOnly: "With so few answers only a range is shown, so that nobody's answer can be worked out.",
  suppressed: {
    title: "Shown for groups only",
    sentence:
      "Too few people answered, or showing this would reveal a smaller group. It appears when enough have answered.",
    row: "Shown for groups only",
  },
  leftOut: (groups) => `Too small to be shown, and left out for want of room: ${groups}.`,
  table: {
    caption: "Week by week",
    week: "Week",
    share: "Share",
    interval: "95% interval",
    answers: "Answers",
    rangeOnly: "range only",
  },
  filter: {
    label: "Choose what to see",
    service: "Service",
    allServices: "All services",
    from: "From week",
    to: "To week",
    show: "Show",
  },
  csv: { link: "Download as CSV", failed: "The CSV file could not be downloaded." },
  token: {
    title: "This report needs a token",
    why: "The collector shows it only to holders of the admin token.",
    label: "Admin token",
    kept: "Kept in memory only, and forgotten when this page is closed or reloaded.",
    send: "Open the report",
    refused: "The collector did not accept this token.",
  },
  loading: "Loading the report…",
  loaded: (series) => `The report is here. Services: ${series}.`,
  empty: {
    title: "Nothing has been published yet",
    sentence: "No answers were published for this choice. They appear here when enough people have answered.",
  },
  failed: {
    title: "The report could not be read",
    retry: "Try again",
    unreachable: "The collector did not answer. Check the connection, then try again.",
    key: "The collector does not know this project.",
    query: "The collector did not understand the choice of service or weeks.",
    later: "The collector cannot give the report at the moment. Try again in a little while.",
    answer: "The collector gave an answer that this page cannot read.",
  },
  foot: "No report about a person exists. Not for pay or conduct decisions.",
};
