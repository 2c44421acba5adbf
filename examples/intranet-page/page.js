// What an intranet page does anyway: it knows who is signed in, closes cases and speaks three languages.
// Aftertask is met in two places only: the person on its script tag, and the events that it fires.
import { words } from "./words.js";

const names = { ana: "Ana", ben: "Ben", chloe: "Chloé", dev: "Dev", eva: "Eva" };
const asked = new URLSearchParams(location.search).get("lang") ?? "en";
const lang = Object.hasOwn(words, asked) ? asked : "en";
const say = words[lang];

// Storage may be forbidden; then the page forgets on reload and works all the same.
const memory = {
  read(key, fallback) {
    try {
      return JSON.parse(sessionStorage.getItem(`harbourline:${key}`)) ?? fallback;
    } catch {
      return fallback;
    }
  },
  write(key, value) {
    try {
      sessionStorage.setItem(`harbourline:${key}`, JSON.stringify(value));
    } catch {
      return;
    }
  },
};

let person = memory.read("person", "ana");
if (!Object.hasOwn(names, person)) person = "ana";
let cases = memory.read("cases", {}); // by person, then by case: { status, round }

const caseOf = (id, whose = person) => cases[whose]?.[id] ?? { status: "finished", round: 1 };

function change(id, next, whose = person) {
  cases[whose] = { ...cases[whose], [id]: { ...caseOf(id, whose), ...next } };
  memory.write("cases", cases);
  showCases();
}

function showCases() {
  for (const row of document.querySelectorAll("[data-case]")) {
    const id = row.dataset.case;
    const button = row.querySelector("button");
    if (!button) continue;
    const { status, round } = caseOf(id);
    const label = status === "finished" ? say.close : say.reopen;
    row.dataset.status = status;
    row.querySelector("use").setAttribute("href", `#${status}`);
    row.querySelector(".status span").textContent = say[status];
    button.textContent = label;
    button.setAttribute("aria-label", `${label} ${id}`);
    button.dataset.aftertaskRound = round;
  }
}

// One button closes a case and, later, opens it again. Closing asks. Opening does not (its click is default-prevented),
// but it starts another round: when the case is closed again, it may be rated again.
document.querySelector("tbody").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { case: id } = button.closest("[data-case]").dataset;
  const { status, round } = caseOf(id);
  if (status === "finished") return change(id, { status: "closed" });
  event.preventDefault();
  change(id, { status: "finished", round: round + 1 });
});

document.querySelector("#start-over").addEventListener("click", () => {
  cases = {};
  memory.write("cases", cases);
  showCases();
});

// The person stands on the script tag and is read anew at every ask.
const tag = document.querySelector("script[data-key]");

function become(next) {
  person = next;
  memory.write("person", person);
  tag.dataset.person = person;
  document.querySelector(`[name="person"][value="${person}"]`).checked = true;
  showCases();
}

document.querySelector(".who").addEventListener("change", (event) => become(event.target.value));

// What was decided last, and why. Who was asked is remembered by task, since the switch may move meanwhile.
const askedPerson = new Map();
const line = document.querySelector("#decision");

function decided(sentence, code, detail = {}, why = "") {
  const facts = { task: detail.task, person: names[askedPerson.get(detail.task) ?? person], why };
  const reason = document.createElement("code");
  reason.textContent = code;
  line.replaceChildren(
    sentence.replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? ""),
    " ",
    reason,
  );
}

document.addEventListener("aftertask-shown", ({ detail }) => {
  askedPerson.set(detail.task, person);
  decided(say.shown, "ask", detail);
});
document.addEventListener("aftertask-not-asked", ({ detail }) => {
  askedPerson.set(detail.task, person);
  if (detail.because === "already-rated") change(detail.task, { status: "rated" });
  decided(say.notAsked, detail.because, detail, say[detail.because] ?? detail.because);
});
document.addEventListener("aftertask-dismissed", ({ detail }) =>
  decided(say.dismissed, detail.how ?? "dismissed", detail),
);
document.addEventListener("aftertask-rated", ({ detail }) => {
  change(detail.task, { status: "rated" }, askedPerson.get(detail.task));
  decided(say.answered, "rated", detail);
});
document.addEventListener("aftertask-delivered", ({ detail }) =>
  decided(detail.task ? say.delivered : say.deliveredLater, "delivered", detail),
);
document.addEventListener("aftertask-refused", ({ detail }) => {
  const code = detail.problem?.type?.split("/").at(-1) ?? "refused";
  decided(detail.task ? say.refused : say.refusedLater, code, detail);
});

// The language of the page is also the language of the question.
document.documentElement.lang = lang;
for (const element of document.querySelectorAll("[data-text]"))
  element.textContent = say[element.dataset.text] ?? element.textContent;
for (const element of document.querySelectorAll("[data-name]"))
  element.setAttribute("aria-label", say[element.dataset.name] ?? element.getAttribute("aria-label"));
for (const row of document.querySelectorAll("[data-case]")) {
  const button = row.querySelector("button");
  if (button) button.dataset.aftertaskLabel = `${row.querySelector(".what").textContent}, ${row.dataset.case}`;
}
for (const link of document.querySelectorAll("a[data-carry-lang]")) link.search = `?lang=${lang}`;
for (const link of document.querySelectorAll("a[hreflang]"))
  if (link.hreflang === lang) link.setAttribute("aria-current", "true");
  else link.removeAttribute("aria-current");
if (lang !== "en") document.title = `${say.title} – Harbourline`;

become(person);
