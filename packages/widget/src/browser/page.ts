import { type PageFacts, shouldWait } from "../ask/courtesy.js";
import { deepActiveElement } from "./focus.js";

/** How often a waiting prompt looks again, in milliseconds. */
export const LOOK_AGAIN = 400;
/** All but what is in it is out of reach while it is open. */
export const MODAL = ":modal,[aria-modal=true]";

let lastKeyAt: number | undefined;

/** Begins to notice when somebody types. Returns the undo. */
export function watchTyping(): () => void {
  const note = () => (lastKeyAt = performance.now());
  addEventListener("keydown", note, { capture: true, passive: true });
  return () => removeEventListener("keydown", note, { capture: true });
}

/** What keeps an ask waiting, but for what its page does. */
export interface Occasion {
  /** Where the prompt is to stand, if it is not a corner of the window. */
  place: Element | null;
  /** Whether the host has announced a call or a presentation. */
  isBusy(): boolean;
  /** Whether the ask would still be granted. */
  isWanted(): boolean;
}

function factsFor({ place, isBusy }: Occasion): PageFacts {
  const inField = deepActiveElement()?.matches("input,textarea,select,[contenteditable]:not([contenteditable=false])");
  return {
    // A script in the head may ask before there is a body to show anything in.
    hidden: document.hidden || !document.body,
    busy: isBusy() || isPresenting(place),
    modalOpen: [...document.querySelectorAll(MODAL)].some((modal) => isOnScreen(modal) && !modal.contains(place)),
    sinceTyping: inField && lastKeyAt !== undefined ? performance.now() - lastKeyAt : undefined,
  };
}

/** Something fills the whole screen, and the place is no part of it. */
export function isPresenting(place: Element | null): boolean {
  const { fullscreenElement } = document;
  return fullscreenElement ? !fullscreenElement.contains(place) : false;
}

/** Many a library keeps its closed dialogs in the page. */
export function isOnScreen(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
}

/** Settles at the first moment at which a prompt disturbs nobody, or when it would not be shown any more. */
export async function whenWelcome(occasion: Occasion): Promise<void> {
  while (occasion.isWanted() && shouldWait(factsFor(occasion))) await new Promise((go) => setTimeout(go, LOOK_AGAIN));
}

/** The language of the page, then of the browser. */
export function pageLocale(): string {
  return document.documentElement.lang || navigator.language;
}

/** Whether there is room for a card beside the page, or only for a sheet below it. */
export function isNarrow(): boolean {
  return matchMedia("(max-width: 30em)").matches;
}

/** Calls back when what stands on the page now has been painted: nothing that can wait comes between a click and what it shows. */
export function whenPainted(callback: () => void): void {
  requestAnimationFrame(() => setTimeout(callback));
}
