import { type PageFacts, shouldWait } from "../ask/courtesy.js";

/** How often a waiting prompt looks again, in milliseconds. */
const LOOK_AGAIN = 400;

let lastKeyAt: number | undefined;

/** Begins to notice when somebody types. Returns the undo. */
export function watchTyping(): () => void {
  const note = () => (lastKeyAt = performance.now());
  addEventListener("keydown", note, { capture: true, passive: true });
  return () => removeEventListener("keydown", note, { capture: true });
}

function facts(): PageFacts {
  const focused = document.activeElement;
  const inField = focused?.matches("input,textarea,select,[contenteditable]:not([contenteditable=false])");
  return {
    // A script in the head may ask before there is a body to show anything in.
    hidden: document.hidden || !document.body,
    modalOpen: [...document.querySelectorAll(":modal,[aria-modal=true]")].some(isOnScreen),
    sinceTyping: inField && lastKeyAt !== undefined ? performance.now() - lastKeyAt : undefined,
  };
}

/** Many a library keeps its closed dialogs in the page. */
function isOnScreen(dialog: Element): boolean {
  return dialog.checkVisibility({ visibilityProperty: true, opacityProperty: true });
}

/** Settles at the first moment at which a prompt disturbs nobody, or when the ask is withdrawn. */
export async function whenWelcome(signal: AbortSignal | undefined): Promise<void> {
  while (!signal?.aborted && shouldWait(facts())) await new Promise((go) => setTimeout(go, LOOK_AGAIN));
}

/** The language of the page, then of the browser. */
export function pageLocale(): string {
  return document.documentElement.lang || navigator.language;
}

/** Whether there is room for a card beside the page, or only for a sheet below it. */
export function isNarrow(): boolean {
  return matchMedia("(max-width: 30em)").matches;
}
