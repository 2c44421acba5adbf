import { deepActiveElement } from "./focus.js";
import { isOnScreen, MODAL } from "./page.js";

/** An element and all that it is shown in: through slots, and out of every shadow root. */
function* outwards(from: Element | null): Generator<Element> {
  for (let at = from; at; at = at.assignedSlot ?? at.parentElement ?? (at.getRootNode() as ShadowRoot).host ?? null)
    yield at;
}

/** Whether a modal dialog puts the card out of reach. Of several, that with the focus is the topmost. */
export function isBehindModal(card: Element): boolean {
  const open = (each: Element) => each.matches(MODAL) && isOnScreen(each);
  const modal = [...outwards(deepActiveElement())].find(open) ?? [...document.querySelectorAll(MODAL)].findLast(open);
  return modal ? ![...outwards(card)].includes(modal) : false;
}
