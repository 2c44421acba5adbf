import type { WatchPage } from "../outbox/ports.js";

/** Milliseconds after which a hidden tab counts as left. */
const HIDDEN = 60_000;

/**
 * Listens to the page's coming and going. No `unload` and no `beforeunload`: they keep a page out of the back-forward
 * cache, and phones never fire them.
 */
export const watchPage: WatchPage = (leave, left, freeze, wake) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listening = new AbortController();
  // All of them at the window, which sees the document's own events on their way down. A server has none.
  const on = (type: string, listener: (event: Event) => void) =>
    globalThis.addEventListener?.(type, listener, { capture: true, signal: listening.signal });

  on("pagehide", leave);
  on("pageshow", (event) => {
    if (!(event as PageTransitionEvent).persisted) return;
    left();
    wake();
  });
  on("online", wake);
  on("freeze", freeze);
  on("resume", wake);
  on("visibilitychange", () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(left, HIDDEN);
    else wake();
  });
  return () => {
    clearTimeout(timer);
    listening.abort();
  };
};
