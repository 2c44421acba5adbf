/** However large the keyboard, this much of the page stays visible above the card, in em. */
const PAGE = 2;

/**
 * Keeps the foot of a card above the on-screen keyboard, which covers what is fixed to the bottom of the window and
 * shrinks only the visible part of it. Returns the undo.
 */
export function keepAboveKeyboard(card: HTMLElement): () => void {
  const view = globalThis.visualViewport;
  if (!view) return () => {};
  const fit = () => {
    const seen = view.offsetTop + view.height;
    const bottom = card.getBoundingClientRect().bottom + (parseFloat(card.style.marginBottom) || 0);
    // Zoomed in with two fingers, somebody looks at a part of the page on purpose.
    const raised = view.scale > 1.01 ? 0 : Math.max(0, bottom - seen);
    card.style.marginBottom = raised ? `${raised}px` : "";
    card.style.maxBlockSize = raised ? `calc(${view.height}px - ${PAGE}em)` : "";
  };
  view.addEventListener("resize", fit);
  view.addEventListener("scroll", fit);
  return () => {
    view.removeEventListener("resize", fit);
    view.removeEventListener("scroll", fit);
  };
}
