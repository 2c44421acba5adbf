import { keepAboveKeyboard } from "./above-keyboard.js";
import { turnArrowKeys } from "./arrow-keys.js";
import { giveWay } from "./give-way.js";
import { keepKeys } from "./keys.js";
import { linkByKey } from "./shortcut.js";

/**
 * What a card owes to the page while it stands on it; fetched once it is shown. Returns the undo, to be called while the
 * card is still there.
 * @param shortcut the key that leads into the card and back, or `off`
 * @param cameFrom what had the focus when the card appeared
 */
export function keepManners(card: HTMLElement, shortcut: string, cameFrom: Element | null): () => void {
  const undos = [keepKeys(card)];
  const inline = !card.popover;
  if (!inline && !card.matches(".anchored")) undos.push(keepAboveKeyboard(card));
  if (card.dir === "rtl") undos.push(turnArrowKeys(card));
  const way = inline ? { reveal: () => true, stop: () => {} } : giveWay(card);
  undos.push(way.stop, linkByKey(shortcut, card, cameFrom, way.reveal));
  return () => {
    for (const undo of undos) undo();
  };
}
