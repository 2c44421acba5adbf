import css from "../view/accent.css?inline";
import { addSheet } from "./stylesheet.js";

/**
 * Gives the card an accent. What is no colour, or not to be seen, is none: the card stays in ink.
 * @param accent any CSS colour
 */
export function paintAccent(card: HTMLElement, accent: string): void {
  // Gone while this was fetched.
  if (!card.isConnected) return;
  const around = document.createElement("i");
  const probe = document.createElement("i");
  // What is no colour lets this one through.
  around.style.color = "transparent";
  probe.style.color = accent;
  around.append(probe);
  card.append(around);
  const { color } = getComputedStyle(probe);
  around.remove();
  if (color === "rgba(0, 0, 0, 0)") return;
  addSheet(card.getRootNode() as ShadowRoot, css);
  // Within the card: the card's own style is for its place.
  const body = card.querySelector<HTMLElement>(".body");
  body?.classList.add("accent");
  body?.style.setProperty("--at-accent", color);
}
