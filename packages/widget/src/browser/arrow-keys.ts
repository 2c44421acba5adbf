/**
 * On a card that is read from the right, the left arrow key leads to the answer on the left. Chromium and Firefox have it
 * so; WebKit goes by the order of the page, whichever way it is read. Returns the undo.
 */
export function turnArrowKeys(card: HTMLElement): () => void {
  const turn = (event: KeyboardEvent) => {
    const step = { ArrowLeft: 1, ArrowRight: -1 }[event.key];
    const radios = [...card.querySelectorAll<HTMLInputElement>("input[type=radio]")];
    const at = radios.indexOf(event.target as HTMLInputElement);
    if (!step || at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = radios.at((at + step) % radios.length);
    next?.focus();
    next?.click();
  };
  card.addEventListener("keydown", turn);
  return () => card.removeEventListener("keydown", turn);
}
