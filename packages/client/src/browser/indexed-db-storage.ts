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
    opening = undefined;
  }

  function open(): Promise<IDBDatabase> {
    return (opening ??= new Promise((resolve, reject) => {
      setTimeout(reject, WATCHDOG);
      const request = factory.open(name);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        database = request.result;
        // The browser may close it at any time, and another page may want to replace it.
        database.onclose = database.onversionchange = forget;
        resolve(database);
        // One that opens after the watchdog is used all the same, from then on.
        opening = Promise.resolve(database);
      };
    }));
  }

  /** `work` queues requests; the last of them has to end in a commit. */
  function transact(work: (store: IDBObjectStore, commit: () => void) => void): Promise<void> {
    // When it is open, within the caller's task: what is written there survives a navigation in the next one.
    const once = () =>
      open().then(
        (on) =>
          new Promise<void>((resolve, reject) => {
            // Strict: a rating that is said to be stored has reached the disk, and there are few of them.
            const transaction = on.transaction(STORE, "readwrite", { durability: "strict" });
            setTimeout(() => {
              reject();
              try {
                transaction.abort();
              } catch {
                // Long over, or already committing.
              }
            }, WATCHDOG);
            transaction.oncomplete = () => resolve();
            transaction.onabort = () => {
              // What is there already stays as it is; that is what was asked for.
              if (transaction.error?.name === "ConstraintError") resolve();
              else reject(transaction.error);
            };
            work(transaction.objectStore(STORE), () => transaction.commit());
          }),
      );
    return once().catch((error: unknown) => {
      // No error means that a watchdog barked: a second try would only take as long.
      if (!error) throw error;
      forget();
      return once();
    });
  }

  open().catch(() => {});

  return {
    add: (entry) =>
      transact((store, commit) => {
        store.add(entry);
        commit();
      }),
    change: (decide) =>
      transact((store, commit) => {
        const read = store.getAll();
        read.onsuccess = () => {
          const before: Entry[] = read.result;
          const after = decide(before);
          for (const entry of before) if (!after.includes(entry)) store.delete(entry.id);
          for (const entry of after) if (!before.includes(entry)) store.put(entry);
          commit();
        };
      }),
    close: forget,
  };
}
