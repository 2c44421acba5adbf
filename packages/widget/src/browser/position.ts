import { arrow, autoUpdate, computePosition, flip, offset, shift, size } from "@floating-ui/dom";

/** Pixels between the card and its anchor: half a default font size. */
const GAP = 8;
const MARGIN = 8;

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
        size({
          padding: MARGIN,
          apply: ({ availableHeight }) => {
            card.style.maxBlockSize = `${Math.max(availableHeight, 160)}px`;
          },
        }),
        tip && arrow({ element: tip, padding: 14 }),
      ],
    }).then(({ x, y, placement, middlewareData }) => {
      Object.assign(card.style, { left: `${x}px`, top: `${y}px` });
      card.dataset["side"] = placement.split("-")[0];
      if (tip) tip.style.left = `${middlewareData.arrow?.x ?? 0}px`;
    });
  });
}
