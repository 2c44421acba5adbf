import { deepActiveElement } from "./focus.js";

/**
 * Lets a key go from the page into the card and back, and gives the focus back when the card goes. The key is taken
 * only if the page has not used it: its own listeners come first.
 * @param cameFrom what had the focus when the card appeared
 * @param reveal brings the card onto the screen; false where it cannot be reached
 * @returns the undo, which gives the focus back if the card still holds it
 */
export function linkByKey(key: string, card: HTMLElement, cameFrom: Element | null, reveal: () => boolean): () => void {
  const holdsFocus = () => card.contains(deepActiveElement());
  const goBack = () => {
    if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus();
  };
  /** The control of the card that had the focus last. */
  let last: HTMLElement | undefined;
  const comeIn = () => {
    last?.focus();
    if (holdsFocus()) return;
    // The first time, or what one was at is gone: the answer that is chosen, else whatever comes first.
    const chosen = card.querySelector<HTMLElement>("input:checked");
    (chosen ?? card.querySelector<HTMLElement>("input, textarea, button"))?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== key || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    // Input methods turn what is being typed with function keys.
    if (event.isComposing || !reveal()) return;
    event.preventDefault();
    if (holdsFocus()) goBack();
    else comeIn();
  };
  const onFocusIn = ({ target, relatedTarget }: FocusEvent) => {
    if (target !== card) last = target as HTMLElement;
    if (!card.contains(relatedTarget as Element | null)) cameFrom = (relatedTarget as Element | null) ?? cameFrom;
  };
  addEventListener("keydown", onKey);
  card.addEventListener("focusin", onFocusIn);
  return () => {
    removeEventListener("keydown", onKey);
    card.removeEventListener("focusin", onFocusIn);
    if (holdsFocus()) goBack();
  };
}
