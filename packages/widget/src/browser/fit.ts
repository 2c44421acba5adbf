/**
 * Keeps answers in a row as long as every word fits its cell, also in bold, as the chosen one is; else they are a list.
 * They are drawn in a row, each over an unseen copy in bold, so that reading costs no layout of its own: it is the one
 * that the card needs anyway. Read when the card is shown, and again when the window changes. Returns the undo.
 */
export function keepInRow(card: HTMLElement): () => void {
  const fit = () => {
    const tray = card.querySelector(".tray");
    tray?.classList.add("row");
    const fits = [...card.querySelectorAll(".answer span")].every((word) => word.scrollWidth <= word.clientWidth);
    tray?.classList.toggle("row", fits);
  };
  fit();
  addEventListener("resize", fit);
  return () => removeEventListener("resize", fit);
}
