import { arrow, computePosition, flip, offset, type Placement, type Platform, shift } from "@floating-ui/core";
import { autoUpdate } from "@floating-ui/dom";
import css from "../view/anchored.css?inline";
import { addSheet } from "./stylesheet.js";

/** Pixels between the card and its anchor: half a default font size. */
const GAP = 8;
/** Pixels between the card and the edge of the window. */
const MARGIN = 8;
/** However little room there is, the card is not squeezed below this height, in pixels. */
const LEAST = 160;

const sizeOf = ({ offsetWidth: width, offsetHeight: height }: HTMLElement) => ({ width, height });

/**
 * The card lies in the top layer: no ancestor clips it, moves it or scales it, and the window is all there is to look at.
 * Floating UI's own platform knows every other case, for 2,000 bytes.
 */
const topLayer: Platform = {
  getElementRects: ({ reference, floating }) => ({
    reference: (reference as Element).getBoundingClientRect(),
    floating: { x: 0, y: 0, ...sizeOf(floating) },
  }),
  getDimensions: sizeOf,
  getClippingRect: () => ({ x: 0, y: 0, width: document.documentElement.clientWidth, height: innerHeight }),
};

/**
 * Keeps the card beside its anchor, with the arrow pointing at it, until the returned function is called. An anchor that
 * is scrolled away takes the card no further than to the edge of the window; without an anchor that can be seen, it goes
 * to the corner and stays there. A card that is being used keeps its side.
 */
export function keepBeside(card: HTMLElement, anchor: Element): () => void {
  addSheet(card.getRootNode() as ShadowRoot, css);
  const tip = card.querySelector<HTMLElement>(".tip");
  let current: Placement = "bottom-start";

  return autoUpdate(anchor, card, () => {
    if (!card.matches(".anchored")) return;
    if (!anchor.checkVisibility()) return toCorner(card);
    const inUse = card.matches(":hover, :focus-within");
    void computePosition(anchor, card, {
      platform: topLayer,
      strategy: "fixed",
      placement: inUse ? current : "bottom-start",
      middleware: [
        offset(GAP),
        !inUse && flip({ padding: MARGIN, fallbackPlacements: ["top-start", "bottom-end", "top-end"] }),
        shift({ padding: MARGIN }),
        tip && arrow({ element: tip, padding: 14 }),
      ],
    }).then(({ x, placement, middlewareData }) => {
      // The card may have gone elsewhere in the meantime.
      if (!card.matches(".anchored")) return;
      current = placement;
      const { top, bottom } = anchor.getBoundingClientRect();
      const above = placement.startsWith("top");
      const beside = (above ? innerHeight - top : bottom) + GAP;
      const edge = Math.max(MARGIN, Math.min(beside, innerHeight - MARGIN - LEAST));
      card.dataset["side"] = above ? "top" : "bottom";
      // Held at the edge that faces the anchor, so that a card that grows with the first tap grows away from it.
      Object.assign(card.style, {
        left: `${x}px`,
        top: above ? "auto" : `${edge}px`,
        bottom: above ? `${edge}px` : "auto",
        maxBlockSize: `${innerHeight - MARGIN - edge}px`,
      });
      if (tip) tip.style.left = `${middlewareData.arrow?.x ?? 0}px`;
      if (tip) tip.hidden = edge !== beside;
    });
  });
}

function toCorner(card: HTMLElement): void {
  card.removeAttribute("style");
  card.classList.replace("anchored", "corner");
  // The dialog that it stood in was closed: it goes on in the open.
  const { host } = card.getRootNode() as ShadowRoot;
  const isOurs = !host.hasAttribute("touchpoint");
  if (isOurs && !host.parentElement?.checkVisibility()) document.body.append(host);
}
