const TYPES = ["keydown", "keypress", "keyup"] as const;

/**
 * Keeps keys that are pressed in the card from the page: to the page they come from an element that is no field, and a
 * single letter is a shortcut there. Capturing at the window is early enough for every listener of the document, and
 * for those of the window that came later. What the card's own controls need to know they get in a copy that stays in
 * the shadow root; what the browser itself does with the key goes on undisturbed. Returns the undo.
 */
export function keepKeys(card: HTMLElement): () => void {
  let pressed: string | undefined;
  const onKey = (event: KeyboardEvent) => {
    const [target] = event.composedPath();
    if (!event.isTrusted || !(target instanceof Element) || !card.contains(target)) return;
    const inField = target.matches("textarea,select");
    // Function keys lead out of the card; with Control or Command a key is meant for the whole page, but not from a field.
    const isOurs = !/^F\d/.test(event.key) && (inField || event.key === "Enter" || !(event.ctrlKey || event.metaKey));
    if (!isOurs) return;
    event.stopImmediatePropagation();
    pressed = event.type === "keyup" ? undefined : event.key;
    const { type, key, ctrlKey, metaKey, altKey, shiftKey, repeat, isComposing } = event;
    const alike = { key, ctrlKey, metaKey, altKey, shiftKey, repeat, isComposing };
    const copy = new KeyboardEvent(type, { ...alike, bubbles: true, cancelable: true });
    if (!target.dispatchEvent(copy)) event.preventDefault();
  };
  for (const type of TYPES) addEventListener(type, onKey, true);
  return () => {
    for (const type of TYPES) removeEventListener(type, onKey, true);
    if (pressed === undefined) return;
    // The key that has closed the card comes up on the page.
    const onUp = (event: KeyboardEvent) => {
      if (event.key === pressed) event.stopImmediatePropagation();
    };
    addEventListener("keyup", onUp, { capture: true, once: true });
  };
}
