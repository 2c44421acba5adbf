/** What the page is doing right now. */
export interface PageFacts {
  /** The tab is in the background. */
  hidden: boolean;
  /** The host has announced a call or a presentation, or something fills the whole screen. */
  busy: boolean;
  /** A modal dialog is open: a prompt under it could be seen but not used. */
  modalOpen: boolean;
  /** Milliseconds since the last key in a field of the page, if one has the focus. */
  sinceTyping: number | undefined;
}

/** People who pause this long, in milliseconds, have finished their sentence. */
export const TYPING_PAUSE = 3_000;

/** Whether the prompt should wait for a better moment. */
export function shouldWait({ hidden, busy, modalOpen, sinceTyping = Infinity }: PageFacts): boolean {
  return hidden || busy || modalOpen || sinceTyping < TYPING_PAUSE;
}
