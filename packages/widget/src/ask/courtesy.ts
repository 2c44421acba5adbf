/** What the page is doing right now. */
export interface PageFacts {
  /** The tab is in the background. */
  hidden: boolean;
  /** A modal dialog is open: a prompt under it could be seen but not used. */
  modalOpen: boolean;
  /** Milliseconds since the last key in a field of the page, if one has the focus. */
  sinceTyping: number | undefined;
}

/** People who pause this long, in milliseconds, have finished their sentence. */
export const TYPING_PAUSE = 3_000;

/** Whether the prompt should wait for a better moment. */
export function shouldWait({ hidden, modalOpen, sinceTyping = Infinity }: PageFacts): boolean {
  return hidden || modalOpen || sinceTyping < TYPING_PAUSE;
}
