/* oxlint-disable unicorn/prefer-add-event-listener -- every request and transaction here is this file's own */
import type { Entry } from "../outbox/entry.js";

const STORE = "ratings";
/** Milliseconds. In some browsers, opening a database or a transaction never settles. */
const WATCHDOG = 2000;

/** Queues requests; the last of them has to commit. */
export type Work = (store: IDBObjectStore) => void;

export type Transacting = [
  /** Does the work, within the caller's task when it is open. Rejects when none of it was done. */
  transact: (work: Work) => Promise<void>,
  /** It is opened again when it is needed. */
  close: () => void,
];

/** Hands out what the store holds. */
export function read(store: IDBObjectStore, take: (entries: Entry[]) => void): void {
  const request = store.getAll();
  request.onsuccess = () => take(request.result);
}

/** Rejects with nothing at all when `begin` has not settled in time. */
function inTime<T>(begin: (resolve: (value: T) => void, reject: (error?: unknown) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    setTimeout(reject, WATCHDOG);
    begin(resolve, reject);
  });
}

/**
 * A database of one store. Begins to open at once: one that is open when the respondent acts is what makes a write outlive
 * the page. Opened without a version number, so that older and newer pages can share it.
 * @param durability of each transaction, as IndexedDB names it
 * @param firstEntries what it holds as soon as it has been made, which it is where it was missing
 */
export function openDatabase(
  factory: () => Promise<IDBFactory>,
  durability: IDBTransactionDurability,
  name = "aftertask",
  firstEntries = async (): Promise<readonly Entry[]> => [],
): Transacting {
  let opening: Promise<IDBDatabase>;

  function close(): void {
    opening.then((database) => database.close()).catch(() => {});
  }

  const make = (entries: readonly Entry[]) =>
    inTime<IDBDatabase>((resolve, reject) => {
      factory()
        .then((found) => {
          const request = found.open(name);
          request.onupgradeneeded = () => {
            const store = request.result.createObjectStore(STORE, { keyPath: "id" });
            for (const entry of entries) store.add(entry);
          };
          request.onerror = () => reject(request.error);
          request.onsuccess = () => {
            const database = request.result;
            // Another page may want to replace it. One that is closed, by the browser at any time, is opened again when needed.
            database.onversionchange = () => database.close();
            resolve(database);
            // One that opens after the watchdog is used all the same, from then on.
            opening = Promise.resolve(database);
          };
        })
        .catch(reject);
    });
  const begin = () => (opening = firstEntries().then(make));
  // In some browsers the first one hangs, and the next does not. Where that one hangs too, nobody waits for a third.
  const open = () => {
    begin()
      .catch(begin)
      .catch(() => {});
  };

  const attempt = (work: Work) =>
    opening.then((database) =>
      inTime<void>((resolve, reject) => {
        const transaction = database.transaction(STORE, "readwrite", { durability });
        transaction.oncomplete = () => resolve();
        // WebKit names no cause at a transaction that was aborted while it was committing, only at the request.
        transaction.onerror = transaction.onabort = ({ target }) => {
          const error = transaction.error ?? (target as IDBRequest).error;
          // What is there already stays as it is; that is what was asked for.
          if (error?.name === "ConstraintError") resolve();
          else reject(error);
        };
        work(transaction.objectStore(STORE));
      }),
    );

  open();

  return [
    (work) =>
      attempt(work).catch((error) => {
        // No error means that a watchdog barked: a second try would only take as long.
        if (!error) throw error;
        close();
        open();
        return attempt(work);
      }),
    close,
  ];
}
