import type { Entry } from "../outbox/entry.js";
import type { OutboxStorage } from "../outbox/ports.js";
import { type Database, openDatabase, type Work } from "./database.js";

/**
 * Keeps entries in IndexedDB, and a copy of them where there is room for a second. A browser that is killed at a bad moment
 * can take its own log for damaged at a later start, and takes the database away. The one that is made in its place begins
 * with what the copy holds. Nothing depends on the copy being right: what it holds too long is sent once more.
 */
export function indexedDbStorage(factory: () => IDBFactory, copy: Database, name?: string): OutboxStorage {
  const read = (store: IDBObjectStore, take: (entries: Entry[]) => void) => {
    const request = store.getAll();
    request.addEventListener("success", () => take(request.result));
  };
  const hardly = (work: Work) => copy.transact(work).catch(() => {});
  const first = openDatabase(factory, name, async () => {
    let copied: Entry[] = [];
    await hardly((store) =>
      read(store, (entries) => {
        copied = entries;
      }),
    );
    return copied;
  });

  return {
    async add(entry) {
      const work: Work = (store) => {
        store.add(entry);
        store.transaction.commit();
      };
      const written = hardly(work);
      await first.transact(work);
      await written;
    },
    change: (decide) =>
      first.transact((store) =>
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
      first.close();
      copy.close();
    },
  };
}
