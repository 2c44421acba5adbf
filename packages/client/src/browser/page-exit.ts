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
  const on = (target: EventTarget, type: string, listener: (event: Event) => void) =>
    target.addEventListener(type, listener, listening);

  on(window, "pagehide", () => heard("leave"));
  on(window, "pageshow", (event) => {
    if (!(event as PageTransitionEvent).persisted) return;
    heard("left");
    heard("wake");
  });
  on(window, "online", () => heard("wake"));
  on(document, "freeze", () => heard("freeze"));
  on(document, "visibilitychange", () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(heard, HIDDEN, "left");
    else heard("wake");
  });
  return () => {
    clearTimeout(timer);
    listening.abort();
  };
};
