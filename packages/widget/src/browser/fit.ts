/**
 * Keeps answers in a row as long as every word fits its cell, also in bold, as the chosen one is; else they are a list.
 * Read when the card is shown, and again when the window changes. Returns the undo.
 */
export function keepInRow(card: HTMLElement): () => void {
  const fit = () => {
    const tray = card.querySelector(".tray");
    tray?.classList.add("row", "trying");
    const fits = [...card.querySelectorAll(".answer span")].every((word) => word.scrollWidth <= word.clientWidth);
    tray?.classList.toggle("row", fits);
    tray?.classList.remove("trying");
  };
  fit();
  addEventListener("resize", fit);
  return () => removeEventListener("resize", fit);
}
