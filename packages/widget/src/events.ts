import { demand } from "@aftertask/schema/words";
import type { AftertaskEventName, AftertaskEvents } from "./types.js";

type Listener = (detail: never) => void;

/** A page in plain JavaScript would wait for a misspelt event for ever: it is told. */
const EVENTS: readonly AftertaskEventName[] = [
  "shown",
  "rated",
  "not-solved",
  "dismissed",
  "not-asked",
  "delivered",
  "refused",
];

/** Tells listeners of an instance, and the page by events that bubble from the prompt. */
export function createEvents() {
  const listeners = new Map<AftertaskEventName, Set<Listener>>();
  return {
    on<E extends AftertaskEventName>(event: E, listener: (detail: AftertaskEvents[E]) => void): () => void {
      demand(EVENTS.includes(event), "event", `one of ${EVENTS.join(", ")}`);
      demand(typeof listener === "function", "listener", "a function");
      const known = listeners.get(event) ?? new Set();
      listeners.set(event, known.add(listener));
      return () => known.delete(listener);
    },

    /** @param origin the element that the event is about; the document when it has left the page */
    tell<E extends AftertaskEventName>(event: E, detail: AftertaskEvents[E], origin: Element | undefined): void {
      for (const listener of listeners.get(event) ?? []) {
        try {
          (listener as (detail: AftertaskEvents[E]) => void)(detail);
        } catch (error) {
          // A listener's mistake is the page's to see, but must not take the rating with it.
          reportError(error);
        }
      }
      const target = origin?.isConnected ? origin : document;
      target.dispatchEvent(new CustomEvent(`aftertask-${event}`, { detail, bubbles: true, composed: true }));
    },
  };
}
