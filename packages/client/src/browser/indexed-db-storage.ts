import type { Entry } from "../outbox/entry.js";
import type { OutboxStorage } from "../outbox/ports.js";
import type { Database, Work } from "./database.js";

/**
 * Keeps entries in IndexedDB, and a copy of them where there is room for a second. A browser that is killed at a bad moment
 * can take its own log for damaged at a later start, and empties the database. What the first has lost comes back from the
 * copy. Nothing depends on the copy being right: what it holds too long is sent once more.
 */
export function indexedDbStorage(first: Database, copy: Database): OutboxStorage {
  /** What the copy held in the beginning, until the first has been compared with it. */
  let found: readonly Entry[] = [];
  const read = (store: IDBObjectStore, take: (entries: Entry[]) => void) => {
    const request = store.getAll();
    request.addEventListener("success", () => take(request.result));
  };
  const hardly = (work: Work) => copy.transact(work).catch(() => {});
  const compared = hardly((store) =>
    read(store, (entries) => {
      found = entries;
    }),
  );

  return {
    async add(entry) {
      const work: Work = (store) => {
        store.add(entry);
        store.transaction.commit();
      };
      const copied = hardly(work);
      await first.transact(work);
      await copied;
    },
    async change(decide) {
      await compared;
      await first.transact((store) =>
        read(store, (entries) => {
          const before = [...entries, ...found.filter(({ id }) => !entries.some((entry) => entry.id === id))];
          const after = decide(before);
          const write: Work = (either) => {
            for (const entry of before) if (!after.includes(entry)) either.delete(entry.id);
            for (const entry of after) if (!entries.includes(entry)) either.put(entry);
            either.transaction.commit();
          };
          write(store);
          // Both at once: what has left the one only would be sent once more.
          void hardly(write);
        }),
      );
      found = [];
    },
    close() {
      first.close();
      copy.close();
    },
  };
}
