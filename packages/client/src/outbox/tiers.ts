import type { Level } from "../client.types.js";
import type { Entry } from "./entry.js";
import type { Decide, OutboxStorage } from "./ports.js";

export interface TieredStorage extends Omit<OutboxStorage, "add"> {
  /** Says what was reached. Never rejects, and neither does `change`. */
  add(entry: Entry): Promise<Level>;
}

/**
 * A storage that always works: where the durable one fails, the page remembers. What it had to remember moves into the
 * durable storage with the next transaction that succeeds.
 */
export function tieredStorage(durable: OutboxStorage): TieredStorage {
  const remembered = new Map<string, Entry>();
  return {
    ...durable,
    async add(entry) {
      const { id } = entry;
      if (!remembered.has(id)) remembered.set(id, entry);
      try {
        await durable.add(entry);
        if (remembered.get(id) === entry) remembered.delete(id);
        return "stored";
      } catch {
        return "volatile";
      }
    },
    async change(decide, id, strict) {
      let before: Entry[] = [];
      let after: readonly Entry[] = [];
      const choose: Decide = (stored) => {
        before = [...stored];
        for (const entry of remembered.values())
          if ((!id || entry.id === id) && !stored.some((other) => other.id === entry.id)) before.push(entry);
        return (after = decide(before));
      };
      try {
        await durable.change(choose, id, strict);
        after = [];
      } catch {
        choose([]);
      }
      for (const entry of before) remembered.delete(entry.id);
      for (const entry of after) remembered.set(entry.id, entry);
    },
  };
}
