/** Edges in pixels, as the window has them. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The corners of the window, in the order in which a card tries them. */
export const CORNERS = ["bottom end", "bottom start", "top end", "top start"] as const;

export function overlap(one: Area, other: Area): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/**
 * Whether a card that stands there hides what has the focus, in whole or in part. What fills more than half of the
 * window both ways (an editor, a map, the frame of another page) can only be stood on: it has no place beside it.
 */
export function hides(card: Area, focused: Area, window: { width: number; height: number }): boolean {
  const fills = focused.right - focused.left > window.width / 2 && focused.bottom - focused.top > window.height / 2;
  return !fills && overlap(card, focused);
}
