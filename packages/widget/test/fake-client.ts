/** A promise that the test settles. */
export function deferred<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((...settle) => ([resolve, reject] = settle));
  return { promise, resolve, reject };
}

/** Listeners by event, as the client has them. */
export function createEventsOf<Events>() {
  const listeners = new Map<keyof Events, Set<(detail: never) => void>>();
  return {
    on<E extends keyof Events>(event: E, listener: (detail: Events[E]) => void): () => void {
      const known = listeners.get(event) ?? new Set();
      listeners.set(event, known.add(listener));
      return () => known.delete(listener);
    },
    tell<E extends keyof Events>(event: E, detail: Events[E]): void {
      for (const listener of listeners.get(event) ?? []) (listener as (detail: Events[E]) => void)(detail);
    },
  };
}
