import type { Level } from "../client.types.js";
import { isText, parse, toJson } from "../http/json.js";
import { type Entry, isDead, isOpen } from "./entry.js";
import type { Notes, OutboxStorage } from "./ports.js";

export interface Outbox {
  /** What it held when it was last looked at, and what came since. */
  held(): readonly Entry[];
  /** Adds an entry, and begins to at once, in the caller's task. Says what was reached. */
  add(entry: Entry): Promise<Level>;
  /**
   * Compares and sets in one transaction. `decide` sees every entry, those that failed least first and of these the
   * oldest, so that one which fails for ever does not stand before the others. It may be called
   * again. Gives what there is then.
   */
  change(decide: (entries: readonly Entry[]) => readonly Entry[]): Promise<readonly Entry[]>;
}

/** What is stored and what else there is, those that failed least first and of these the oldest. */
function merge(stored: readonly Entry[], others: readonly Entry[]): readonly Entry[] {
  const known = new Map(stored.map((entry) => [entry.id, entry]));
  for (const entry of others) {
    const there = known.get(entry.id);
    // A note may hold what the disk did not take; it may as well be an old one, of another page. What has failed more often
    // is the later one, wherever the clock was put since.
    if (
      !there ||
      ((entry.attempts - there.attempts || entry.since - there.since) > 0 && (isOpen(there) || !isOpen(entry)))
    )
      known.set(entry.id, entry);
  }
  const all = [...known.values()];
  all.sort((a, b) => (a.attempts || 0) - (b.attempts || 0) || a.addedAt - b.addedAt);
  return all;
}

/**
 * An outbox that always works. Until the disk has an entry it is noted beside it, which survives the page in most places
 * where the disk fails. What is noted moves to the disk with the next transaction that succeeds.
 * @param sent what this page has sent and written, and knows no end of. It is put back when it is missing: another page has
 * delivered it, or somebody has cleared the disk. Only the endpoint knows; what it has, it answers as a duplicate.
 */
export function tieredStorage(
  disk: Pick<OutboxStorage, "add" | "change">,
  notes: Notes,
  sent: ReadonlyMap<string, Entry>,
): Outbox {
  let held: readonly Entry[] = [];
  /** What has ended here, and could not be taken from the disk. */
  const gone = new Set<string>();
  const nameOf = ({ id }: Entry) => `rating:${id}`;
  const note = (entry: Entry) => notes.write(nameOf(entry), toJson(entry));
  /** Unless what is noted has changed since. */
  const forget = (entry: Entry) => {
    if (toJson(parse(`${notes.read(nameOf(entry))}`)) === toJson(entry)) notes.write(nameOf(entry));
  };

  return {
    held: () => held,
    async add(entry) {
      held = [...held, entry];
      gone.delete(entry.id);
      notes.write("waiting", "1");
      const noted = note(entry);
      try {
        await disk.add(entry).catch(async (error: unknown) => {
          if ((error as Error | undefined)?.name !== "QuotaExceededError") throw error;
          // Those that can never be delivered make room for one that can.
          await disk.change((entries) => entries.filter((other) => !isDead(other)));
          return disk.add(entry);
        });
        forget(entry);
      } catch {
        if (!noted) return "volatile";
      }
      return "stored";
    },
    async change(decide) {
      let noted: Entry[] = [];
      let before: readonly Entry[] = [];
      let after: readonly Entry[] = [];
      const choose = (stored: readonly Entry[]) => {
        noted = notes
          .read("rating:")
          .map((text) => parse(text) as unknown as Entry)
          // Whatever else stands there is not ours to move.
          .filter((entry) => isText(entry.id) && isText(entry.body));
        const left = stored.filter(({ id }) => !gone.has(id));
        held = after = decide((before = merge(left, [...noted, ...sent.values()])));
        // In the transaction: what comes while it ends has its own word on this.
        notes.write("waiting", !held.every(isDead) && "1");
        return held;
      };
      try {
        await disk.change(choose);
        noted.forEach(forget);
      } catch {
        // The disk does not answer: what it was last seen to hold is changed beside it. Nothing is said to be gone.
        // It may have been decided on already, for a transaction that failed in its end: then once more on what that one saw.
        choose([...held, ...before]);
        for (const entry of before) {
          if (after.some(({ id }) => id === entry.id)) continue;
          notes.write(nameOf(entry));
          gone.add(entry.id);
        }
        for (const entry of after) if (!before.includes(entry)) note(entry);
      }
      return after;
    },
  };
}
