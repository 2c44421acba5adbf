import { MODAL } from "./browser/page.js";
import { addSheet } from "./browser/stylesheet.js";
import { TAG } from "./tag.js";
import css from "./view/prompt.css?inline";

export interface Place {
  /** The `<aftertask-prompt>` that carries the prompt; events are fired from it. */
  host: Element;
  root: ShadowRoot;
  /** Leaves the page as it was. */
  vacate(): void;
}

/**
 * The host page's own element, or one of ours in the given place, with a shadow root and the sheet. Beside an anchor in
 * a modal dialog it stands in that dialog: everything else on the page is out of reach.
 */
export function takePlace(container: Element | undefined, layout: string, anchor?: Element): Place {
  const own = container?.localName === TAG;
  const host = own ? container : document.createElement(TAG);
  host.setAttribute("data-layout", layout);
  if (!own) (container ?? anchor?.closest(MODAL) ?? document.body).append(host);
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [];
  addSheet(root, css);
  return { host, root, vacate: () => (own ? host.removeAttribute("data-layout") : host.remove()) };
}

/** A card in the corner now is worth more than one beside its anchor later. In milliseconds. */
const PATIENCE_FOR_PLACE = 2_000;

/** Stands a card beside its anchor for as long as that can be seen, and from then on in the corner. Returns the undo. */
export function standBeside(anchor: Element, card: HTMLElement): () => void {
  const tooLate = new Promise<never>((_, go) => setTimeout(go, PATIENCE_FOR_PLACE));
  return onceHere(
    Promise.race([import("./browser/position.js"), tooLate]),
    ({ keepBeside }) => keepBeside(card, anchor),
    // Where it cannot be had, or the page has broken what it needs, the card stands in the corner instead of nowhere.
    () => card.classList.replace("anchored", "corner"),
  );
}

/**
 * Gives way to the keyboard and to dialogs, and lets the shortcut lead into the card. Returns the undo.
 * @param cameFrom what had the focus when the card appeared: by now it may be in the card
 * @param onBegun called once it does
 */
export function mindManners(
  card: HTMLElement,
  shortcut: string,
  cameFrom: Element | null,
  onBegun: () => void,
): () => void {
  return onceHere(import("./browser/manners.js"), ({ keepManners }) => {
    const undo = keepManners(card, shortcut, cameFrom);
    onBegun();
    return undo;
  });
}

/** Begins what comes in a file of its own, unless it is over by then. Returns the undo. */
function onceHere<Module>(
  file: Promise<Module>,
  begin: (it: Module) => () => void,
  otherwise: () => unknown = () => {},
): () => void {
  let over = false;
  let undo = () => {};
  file
    .then((module) => {
      if (!over) undo = begin(module);
    })
    .catch(otherwise);
  return () => {
    over = true;
    undo();
  };
}
