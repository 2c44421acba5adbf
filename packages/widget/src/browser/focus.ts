/** The element that has the focus, looking into shadow roots. */
function deepActiveElement(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/**
 * Lets F6 go from the page into the card and back. It takes the key only while the card is on the screen, and only
 * if the page has not used it. Returns the undo, which gives the focus back if the card still holds it.
 */
export function linkByF6(card: HTMLElement): () => void {
  let cameFrom: Element | null = null;
  const holdsFocus = () => card.contains(deepActiveElement());
  const goBack = () => {
    if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "F6" || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (holdsFocus()) goBack();
    else card.querySelector<HTMLElement>("input:checked, input, textarea, button")?.focus();
  };
  const onFocusIn = (event: FocusEvent) => {
    const from = event.relatedTarget as Element | null;
    if (!card.contains(from)) cameFrom = from ?? cameFrom;
  };
  const before = deepActiveElement();
  cameFrom = before === document.body ? null : before;
  document.addEventListener("keydown", onKey);
  card.addEventListener("focusin", onFocusIn);
  return () => {
    document.removeEventListener("keydown", onKey);
    card.removeEventListener("focusin", onFocusIn);
    if (holdsFocus()) goBack();
  };
}
