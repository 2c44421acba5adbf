import type { Notes } from "../src/outbox/ports.js";

/** Notes of a browser, which can be made to lose them with the page. */
export interface MemoryNotes extends Notes {
  readonly kept: Map<string, string>;
  fails: boolean;
}

export function memoryNotes(): MemoryNotes {
  const kept = new Map<string, string>();
  const notes: MemoryNotes = {
    kept,
    fails: false,
    read: (prefix) => [...kept].flatMap(([name, text]) => (name.startsWith(prefix) ? text : [])),
    write(name, text) {
      if (text) kept.set(name, text);
      else kept.delete(name);
      return !notes.fails;
    },
  };
  return notes;
}
