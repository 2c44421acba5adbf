import { type Area, CORNERS, hides, overlap } from "../ask/room.js";
import { deepActiveElement } from "./focus.js";
import { isBehindModal } from "./modal.js";
import { LOOK_AGAIN } from "./page.js";

/** A card comes no nearer to the pointer than this, in pixels. */
const REACH = 16;

export interface WayGiven {
  /** Brings the card back onto the screen; false where it could not be used there. */
  reveal(): boolean;
  stop(): void;
}

/**
 * Keeps a card off the control that the keyboard has reached: it goes to another corner or, where all of them are
 * taken, steps aside and comes back when the focus has moved on. It steps aside for a modal dialog, too: behind one it
 * could be seen and not be used. A card that is being used stays where it is, and none comes to where the pointer is.
 */
export function giveWay(card: HTMLElement): WayGiven {
  const isAside = () => !card.matches(":popover-open");
  const isUsed = () => card.matches(":hover, :focus-within");
  let lastSeen: Area = card.getBoundingClientRect();
  let pointer: Area | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;

  function isTaken(area: Area): boolean {
    const focused = deepActiveElement();
    // A control that was clicked or tapped is known to whoever did so; one that text is typed into counts all the same.
    if (!focused?.matches(":focus-visible") || card.contains(focused)) return false;
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    return hides(area, focused.getBoundingClientRect(), { width, height });
  }
  const isFree = (area: Area) => !isTaken(area) && !(pointer && overlap(area, pointer));

  function look(): void {
    if (isBehindModal(card)) stepAside();
    else if (isAside()) comeBack();
    else makeRoom();
  }

  function makeRoom(): void {
    if (!isUsed() && isTaken(card.getBoundingClientRect())) moveAway();
  }

  function moveAway(): void {
    const before = card.className;
    const isElsewhere = card.matches(".sheet")
      ? [true, false].some((atop) => (card.classList.toggle("atop", atop), isFree(card.getBoundingClientRect())))
      : CORNERS.some((corner) => (goTo(corner), isFree(card.getBoundingClientRect())));
    if (isElsewhere) return;
    card.className = before;
    stepAside();
  }

  function goTo(corner: string): void {
    card.removeAttribute("style");
    card.classList.remove("anchored", "top", "bottom", "start", "end");
    card.classList.add("corner", ...corner.split(" "));
  }

  function stepAside(): void {
    if (!isAside()) {
      lastSeen = card.getBoundingClientRect();
      card.hidePopover();
    }
    // Dialogs close, pages scroll and pointers leave without a word.
    clearTimeout(timer);
    timer = setTimeout(look, LOOK_AGAIN);
  }

  function comeBack(): void {
    if (isFree(lastSeen)) card.showPopover();
    else stepAside();
  }

  // Who is aside looks again in a while; a card that comes and goes with each step of the focus would be a nuisance.
  const onFocus = () => isAside() || look();
  const onScroll = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => isAside() || makeRoom());
  };
  const onPointer = ({ pointerType, clientX: x, clientY: y }: PointerEvent) => {
    const mouse = { left: x - REACH, top: y - REACH, right: x + REACH, bottom: y + REACH };
    pointer = pointerType === "touch" ? undefined : mouse;
  };

  const listening = new AbortController();
  const quietly = { capture: true, passive: true, signal: listening.signal };
  addEventListener("focusin", onFocus, quietly);
  addEventListener("pointermove", onPointer, quietly);
  addEventListener("toggle", onFocus, quietly);
  for (const change of ["scroll", "resize"]) addEventListener(change, onScroll, quietly);
  card.addEventListener("pointerleave", onScroll, quietly);
  look();

  return {
    reveal() {
      if (isBehindModal(card)) return false;
      if (isAside()) card.showPopover();
      return true;
    },
    stop() {
      listening.abort();
      clearTimeout(timer);
      cancelAnimationFrame(frame);
    },
  };
}
