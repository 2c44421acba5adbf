// What a page would write for itself: the same words and faces in the same corner, and no more.
import { css } from "./look.js";

const WORDS = ["Very badly", "Badly", "Neither well nor badly", "Well", "Very well"];
const SVG = "http://www.w3.org/2000/svg";

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/** @param {string} name @param {Record<string, string>} [about] @param {...(Node | string)} inside */
function html(name, about = {}, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(about)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}

function svg(name, about = {}, ...inside) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(about)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}

function face(mood) {
  const bend = 15.2 + mood * 1.4;
  return svg(
    "svg",
    { class: "face", viewBox: "0 0 24 24", "aria-hidden": "true" },
    svg("circle", { cx: 12, cy: 12, r: 10 }),
    svg("circle", { class: "eye", cx: 8.6, cy: 9.7, r: 1.2 }),
    svg("circle", { class: "eye", cx: 15.4, cy: 9.7, r: 1.2 }),
    svg("path", { d: `M8 ${15.2 - mood}C10 ${bend} 14 ${bend} 16 ${15.2 - mood}` }),
  );
}

const answer = (word, at) =>
  html(
    "label",
    { class: "answer" },
    html("input", { type: "radio", name: "score" }),
    face(at - 2),
    html("span", {}, word),
  );

/** @param {string} label */
export function show(label) {
  const host = document.createElement("floor-prompt");
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  const button = (word) => {
    const made = html("button", { type: "button" }, html("span", {}, word));
    made.addEventListener("click", () => host.remove());
    return made;
  };
  const tick = svg(
    "svg",
    { viewBox: "0 0 12 12", "aria-hidden": "true" },
    svg("path", { d: "M1.5 6.5 4.6 9.5 10.5 2.8" }),
  );
  const card = html(
    "section",
    { class: "card", popover: "manual", "aria-label": "Feedback" },
    html("p", { class: "task" }, tick, html("span", {}, label)),
    html("h2", { id: "question" }, "How did it go?"),
    html("div", { class: "scale", role: "radiogroup", "aria-labelledby": "question" }, ...WORDS.map(answer)),
    html(
      "label",
      { class: "outside" },
      html("input", { type: "radio", name: "score" }),
      html("span", {}, "Doesn't apply"),
    ),
    html(
      "p",
      { class: "privacy" },
      "Results are shown for groups only (minimum: 5 people). Please do not name anyone.",
    ),
    html("p", { class: "foot" }, button("Not now"), button("Don't ask again")),
  );
  root.append(card);
  document.body.append(host);
  card.showPopover();
}
