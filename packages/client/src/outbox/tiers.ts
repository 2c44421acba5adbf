import type { Level } from "../client.types.js";
import { toJson } from "../http/envelope.js";
import { type Entry, isDead, isOpen } from "./entry.js";
import type { Notes, OutboxStorage } from "./ports.js";

export interface Outbox {
  /** What it held when it was last looked at, and what came since. */
  held(): readonly Entry[];
  /** Adds an entry, and begins to at once, in the caller's task. Says what was reached. */
  add(entry: Entry): Promise<Level>;
  /** Compares and sets in one transaction. `decide` sees every entry, oldest first; it may be called again. */
  change(decide: (entries: readonly Entry[]) => readonly Entry[]): Promise<void>;
}

/**
 * An outbox that always works. Until the disk has an entry it is noted beside it, which survives the page in most places
 * where the disk fails. What is noted moves to the disk with the next transaction that succeeds.
 * @param seen hears what the disk holds after each of them
 */
export function tieredStorage(
  disk: Pick<OutboxStorage, "add" | "change">,
  notes: Notes,
  seen: (entries: readonly Entry[]) => void,
): Outbox {
  let held: readonly Entry[] = [];
  const note = (entry: Entry) => notes.write(`rating:${entry.id}`, toJson(entry));
  const forget = ({ id }: Entry) => notes.write(`rating:${id}`);

  return {
    held: () => held,
    async add(entry) {
      held = [...held, entry];
      notes.write("waiting", "1");
      const noted = note(entry);
      try {
        await disk.add(entry);
        forget(entry);
      } catch {
        if (!noted) return "volatile";
      }
      return "stored";
    },
    async change(decide) {
      let noted: Entry[] = [];
      let before: readonly Entry[] = [];
      const choose = (stored: readonly Entry[]) => {
        noted = notes.read("rating:").map((text): Entry => JSON.parse(text));
        const known = new Map(stored.map((entry) => [entry.id, entry]));
        // A note is newer than what the disk has, unless somebody has sealed that meanwhile.
        for (const entry of noted)
          if (isOpen(known.get(entry.id) ?? { ...entry, state: "open" })) known.set(entry.id, entry);
        const all = [...known.values()];
        all.sort((a, b) => a.addedAt - b.addedAt);
        return (held = decide((before = all)));
      };
      try {
        await disk.change(choose);
        noted.forEach(forget);
        notes.write("waiting", !held.every(isDead) && "1");
        seen(held);
      } catch {
        // The disk does not answer: what it was last seen to hold is changed beside it. Nothing is said to be gone.
        choose(held);
        for (const entry of before) if (!held.includes(entry)) forget(entry);
        for (const entry of held) if (!before.includes(entry)) note(entry);
      }
    },
  };
}
