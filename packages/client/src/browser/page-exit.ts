import type { WatchPage } from "../outbox/ports.js";

/** Milliseconds after which a hidden tab counts as left. */
const HIDDEN = 60_000;

/**
 * Listens to the page's coming and going. No `unload` and no `beforeunload`: they keep a page out of the back-forward
 * cache, and phones never fire them.
 */
export const watchPage: WatchPage = (heard) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listening = new AbortController();
  const { signal } = listening;
  // All of them at the window, which sees the document's own events on their way down.
  const on = (type: string, listener: (event: Event) => void) =>
    addEventListener(type, listener, { capture: true, signal });

  on("pagehide", () => heard("leave"));
  on("pageshow", (event) => {
    if (!(event as PageTransitionEvent).persisted) return;
    heard("left");
    heard("wake");
  });
  on("online", () => heard("wake"));
  on("freeze", () => heard("freeze"));
  on("visibilitychange", () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(heard, HIDDEN, "left");
    else heard("wake");
  });
  return () => {
    clearTimeout(timer);
    listening.abort();
  };
};
