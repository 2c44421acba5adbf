import { addSheet } from "../src/browser/stylesheet.js";
import css from "../src/view/prompt.css?inline";

/** A card on the page, with the prompt's own looks with a button of that height in it. */
export function standingCard(look: string, { blockSize = "12em", within = document.body as Element } = {}) {
  const host = document.createElement("div");
  within.append(host);
  const root = host.attachShadow({ mode: "open" });
  addSheet(root, css);
  const card = document.createElement("section");
  card.className = `card light ${look}`;
  card.setAttribute("popover", "manual");
  card.tabIndex = -1;
  card.style.animation = "none";
  const tip = document.createElement("i");
  tip.className = "tip";
  const body = document.createElement("div");
  body.className = "body";
  const button = document.createElement("button");
  button.textContent = "Not now";
  button.style.blockSize = blockSize;
  body.append(button);
  card.append(tip, body);
  root.append(card);
  card.showPopover();
  return { host, card, button };
}

/** A control of the page, where the test wants it. */
export function controlAt(style: Partial<CSSStyleDeclaration>, within: ParentNode = document.body): HTMLButtonElement {
  const control = document.createElement("button");
  control.textContent = "Next case";
  Object.assign(control.style, { position: "fixed", ...style });
  within.append(control);
  return control;
}
