/* oxlint-disable unicorn/prefer-add-event-listener -- every request and transaction here is this file's own */
import type { Entry } from "../outbox/entry.js";
import type { OutboxStorage } from "../outbox/ports.js";

const STORE = "ratings";
/** Milliseconds. In some browsers, opening a database or a transaction never settles. */
const WATCHDOG = 2000;

/**
 * Keeps entries in IndexedDB, and begins to open it at once: a database that is open when the respondent acts is what
 * makes a write outlive the page. Opened without a version number, so that older and newer pages can share it.
 */
export function indexedDbStorage(factory: IDBFactory, name = "aftertask"): OutboxStorage {
  let database: IDBDatabase | undefined;
  let opening: Promise<IDBDatabase> | undefined;

  function forget(): void {
    database?.close();
    database = opening = undefined;
  }

  function open(): Promise<IDBDatabase> {
    return (opening ??= new Promise((resolve, reject) => {
      // One that opens after the watchdog is used all the same, from then on.
      setTimeout(reject, WATCHDOG);
      const request = factory.open(name);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
      request.onerror = () => {
        opening = undefined;
        reject(request.error);
      };
      request.onsuccess = () => {
        database = request.result;
        // The browser may close it at any time, and another page may want to replace it.
        database.onclose = database.onversionchange = forget;
        resolve(database);
      };
    }));
  }

  /** `work` queues requests; the last of them has to end in the `commit` it is given. */
  function transact(durability: IDBTransactionDurability, work: (store: IDBObjectStore, commit: () => void) => void) {
    const once = (on: IDBDatabase) =>
      new Promise<void>((resolve, reject) => {
        const transaction = on.transaction(STORE, "readwrite", { durability });
        const timer = setTimeout(() => {
          reject();
          try {
            transaction.abort();
          } catch {
            // Already committing.
          }
        }, WATCHDOG);
        transaction.oncomplete = () => {
          clearTimeout(timer);
          resolve();
        };
        transaction.onabort = () => {
          clearTimeout(timer);
          // What is there already stays as it is; that is what was asked for.
          if (transaction.error?.name === "ConstraintError") resolve();
          else reject(transaction.error);
        };
        work(transaction.objectStore(STORE), () => transaction.commit());
      });
    // Without a detour when it is open: what is written in the caller's task survives a navigation in the next one.
    return (database ? once(database) : open().then(once)).catch((error: unknown) => {
      // No error means that a watchdog barked: a second try would only take as long.
      if (!database || !error) throw error;
      forget();
      return open().then(once);
    });
  }

  open().catch(() => {});

  return {
    add: (entry) =>
      transact("strict", (store, commit) => {
        store.add(entry);
        commit();
      }),
    change: (decide, id, strict) =>
      transact(strict ? "strict" : "relaxed", (store, commit) => {
        const read = store.getAll(id);
        read.onsuccess = () => {
          const before = new Set<Entry>(read.result);
          const after = new Set(decide(read.result));
          for (const entry of before) if (!after.has(entry)) store.delete(entry.id);
          for (const entry of after) if (!before.has(entry)) store.put(entry);
          commit();
        };
      }),
    close: forget,
  };
}
