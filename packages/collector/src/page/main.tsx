import { render } from "preact";
import { figuresIn } from "./figures.js";
import { readQuery, writeQuery } from "./query.js";
import { readCsv, readReport } from "./read-report.js";
import { ReportPage, type ReportPorts } from "./report-page.js";
import { saveFile } from "./save-file.js";
import { chooseLanguage, wordsIn } from "./words.js";

const search = new URLSearchParams(location.search);
const { language, locale } = chooseLanguage([search.get("lang"), ...navigator.languages]);
const words = wordsIn(language);

document.documentElement.lang = language;
document.title = `${words.title} · Aftertask`;

const ports: ReportPorts = {
  read: (query, token) => readReport(query, token, fetch),
  async saveCsv(query, token) {
    const file = await readCsv(query, token, fetch);
    if (file !== null) saveFile(file, "aftertask-report.csv");
    return file !== null;
  },
  chosen(query) {
    const lang = search.get("lang");
    history.replaceState(null, "", `?${writeQuery(query)}${lang === null ? "" : `&lang=${encodeURIComponent(lang)}`}`);
  },
};

const place = document.getElementById("report");
if (place !== null)
  render(
    <ReportPage query={readQuery(location.search)} words={words} figures={figuresIn(locale)} ports={ports} />,
    place,
  );
