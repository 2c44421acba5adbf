/* oxlint-disable unicorn/prefer-add-event-listener -- every request and transaction here is this file's own */
import type { Entry } from "../outbox/entry.js";
import type { OutboxStorage } from "../outbox/ports.js";

const STORE = "ratings";
/** Milliseconds. In some browsers, opening a database or a transaction never settles. */
const WATCHDOG = 2000;

/** Rejects with nothing at all when `begin` has not settled in time. */
function inTime<T>(begin: (resolve: (value: T) => void, reject: (error?: unknown) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    setTimeout(reject, WATCHDOG);
    begin(resolve, reject);
  });
}

/**
 * Keeps entries in IndexedDB, and begins to open it at once: a database that is open when the respondent acts is what
 * makes a write outlive the page. Opened without a version number, so that older and newer pages can share it.
 */
export function indexedDbStorage(factory: IDBFactory, name = "aftertask"): OutboxStorage {
  let opening: Promise<IDBDatabase> | undefined;

  function close(): void {
    opening?.then(
      (database) => database.close(),
      () => {},
    );
    opening = undefined;
  }

  const open = () =>
    (opening ??= inTime((resolve, reject) => {
      const request = factory.open(name);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const database = request.result;
        // The browser may close it at any time, and another page may want to replace it.
        database.onclose = database.onversionchange = close;
        resolve(database);
        // One that opens after the watchdog is used all the same, from then on.
        opening = Promise.resolve(database);
      };
    }));

  /** `work` queues requests; the last of them has to commit. */
  async function attempt(work: (store: IDBObjectStore) => void): Promise<void> {
    // When it is open, within the caller's task: what is written there survives a navigation in the next one.
    const database = await open();
    await inTime<void>((resolve, reject) => {
      // Strict: a rating that is said to be stored has reached the disk, and there are few of them.
      const transaction = database.transaction(STORE, "readwrite", { durability: "strict" });
      transaction.oncomplete = () => resolve();
      // What is there already stays as it is; that is what was asked for.
      transaction.onabort = () =>
        transaction.error?.name === "ConstraintError" ? resolve() : reject(transaction.error);
      work(transaction.objectStore(STORE));
    });
  }

  const transact = (work: (store: IDBObjectStore) => void) =>
    attempt(work).catch((error) => {
      // No error means that a watchdog barked: a second try would only take as long.
      if (!error) throw error;
      close();
      return attempt(work);
    });

  open().catch(() => {});

  return {
    add: (entry) =>
      transact((store) => {
        store.add(entry);
        store.transaction.commit();
      }),
    change: (decide) =>
      transact((store) => {
        const read = store.getAll();
        read.onsuccess = () => {
          const before: Entry[] = read.result;
          const after = decide(before);
          for (const entry of before) if (!after.includes(entry)) store.delete(entry.id);
          for (const entry of after) if (!before.includes(entry)) store.put(entry);
          store.transaction.commit();
        };
      }),
    close,
  };
}
