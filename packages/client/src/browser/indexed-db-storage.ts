import type { Entry } from "../outbox/entry.js";
import type { OutboxStorage } from "../outbox/ports.js";
import { type Transacting, openDatabase, read, type Work } from "./database.js";

/**
 * Keeps entries in IndexedDB, and a copy of them where there is room for a second. A browser that is killed at a bad moment
 * can take its own log for damaged at a later start, and takes the database away. The one that is made in its place begins
 * with what the copy holds. Nothing depends on the copy being right: what it holds too long is sent once more. Nor need it
 * outlive a loss of power, as the first does, only a killed browser: its transactions are relaxed, so that a rating waits for
 * the disk once, not twice.
 */
export function indexedDbStorage(
  factory: () => IDBFactory,
  [transactCopy, closeCopy]: Transacting,
  name?: string,
): OutboxStorage {
  const hardly = (work: Work) => transactCopy(work).catch(() => {});
  const ours = async () => factory();
  /** What the copy holds; nothing when it cannot be read. */
  const entriesOfCopy = () =>
    new Promise<readonly Entry[]>((resolve) => void hardly((store) => read(store, resolve)).then(() => resolve([])));
  // A rating that is said to be stored has reached the disk, and there are few of them.
  const [transact, close] = openDatabase(ours, "strict", name, entriesOfCopy);

  return {
    add(entry) {
      const work: Work = (store) => {
        store.add(entry);
        store.transaction.commit();
      };
      const written = hardly(work);
      return transact(work).then(() => written);
    },
    change: (decide) =>
      transact((store) =>
        read(store, (before) => {
          const after = decide(before);
          const write: Work = (either) => {
            for (const entry of before) if (!after.includes(entry)) either.delete(entry.id);
            for (const entry of after) if (!before.includes(entry)) either.put(entry);
            either.transaction.commit();
          };
          write(store);
          void hardly(write);
        }),
      ),
    close() {
      close();
      closeCopy();
    },
  };
}
