import type { Entry } from "../src/outbox/entry.js";
import type { OutboxStorage } from "../src/outbox/ports.js";

/** Stands in for a disk, and can be made to fail like one. */
export interface MemoryStorage extends OutboxStorage {
  readonly kept: Map<string, Entry>;
  fails: boolean;
}

export function memoryStorage(): MemoryStorage {
  const kept = new Map<string, Entry>();
  const storage: MemoryStorage = {
    kept,
    fails: false,
    async add(entry) {
      if (storage.fails) throw new Error("The disk is full.");
      if (!kept.has(entry.id)) kept.set(entry.id, structuredClone(entry));
    },
    async change(decide) {
      if (storage.fails) throw new Error("The disk is full.");
      const after = decide([...kept.values()]);
      kept.clear();
      for (const entry of after) kept.set(entry.id, entry);
    },
    close() {},
  };
  return storage;
}
