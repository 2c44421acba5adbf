import { arrow, autoUpdate, computePosition, flip, offset, shift } from "@floating-ui/dom";

/** Pixels between the card and its anchor: half a default font size. */
const GAP = 8;
/** Pixels between the card and the edge of the window. */
const MARGIN = 8;
/** However little room there is, the card is not squeezed below this height, in pixels. */
const LEAST = 160;

/** Keeps the card beside its anchor, with the arrow pointing at it, until the returned function is called. */
export function keepBeside(card: HTMLElement, anchor: Element): () => void {
  const tip = card.querySelector<HTMLElement>(".tip");
  return autoUpdate(anchor, card, () => {
    void computePosition(anchor, card, {
      strategy: "fixed",
      placement: "bottom-start",
      middleware: [
        offset(GAP),
        flip({ padding: MARGIN, fallbackPlacements: ["top-start", "bottom-end", "top-end"] }),
        shift({ padding: MARGIN }),
        tip && arrow({ element: tip, padding: 14 }),
      ],
    }).then(({ x, placement, middlewareData }) => {
      const { top, bottom } = anchor.getBoundingClientRect();
      const above = placement.startsWith("top");
      const room = Math.max(LEAST, (above ? top : innerHeight - bottom) - GAP - MARGIN);
      card.dataset["side"] = above ? "top" : "bottom";
      // Held at the edge that faces the anchor, so that a card that grows with the first tap grows away from it.
      Object.assign(card.style, {
        left: `${x}px`,
        top: above ? "auto" : `${bottom + GAP}px`,
        bottom: above ? `${innerHeight - top + GAP}px` : "auto",
        maxBlockSize: `${room}px`,
      });
      if (tip) tip.style.left = `${middlewareData.arrow?.x ?? 0}px`;
    });
  });
}
