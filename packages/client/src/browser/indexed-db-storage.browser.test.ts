/* oxlint-disable unicorn/prefer-add-event-listener -- every request and transaction here is this file's own */
import { expect, test } from "vitest";
import { entry } from "../../test/entries.js";
import { outboxStorageContract } from "../../test/outbox-storage.contract.js";
import type { Entry } from "../outbox/entry.js";
import type { OutboxStorage } from "../outbox/ports.js";
import { indexedDbStorage } from "./indexed-db-storage.js";

let databases = 0;
const newName = () => `outbox-${Date.now()}-${databases++}`;

async function read(storage: OutboxStorage): Promise<Entry[]> {
  let found: Entry[] = [];
  await storage.change((entries) => (found = entries));
  return found;
}

outboxStorageContract(() => indexedDbStorage(indexedDB, newName()));

test("what one page wrote, the next one reads", async () => {
  const name = newName();
  const first = indexedDbStorage(indexedDB, name);
  await first.add(entry({ id: "a" }));
  first.close();
  const second = indexedDbStorage(indexedDB, name);
  expect(await read(second)).toHaveLength(1);
  second.close();
});

test("a database that another page wants to replace is let go, and opened again when it is needed", async () => {
  const name = newName();
  const storage = indexedDbStorage(indexedDB, name);
  await storage.add(entry({ id: "a" }));
  await new Promise<void>((resolve, reject) => {
    const removal = indexedDB.deleteDatabase(name);
    removal.onsuccess = () => resolve();
    removal.onerror = removal.onblocked = () => reject(new Error("blocked"));
  });
  await storage.add(entry({ id: "b" }));
  expect((await read(storage)).map(({ id }) => id)).toEqual(["b"]);
  storage.close();
});

test("a connection that the browser closed is opened again", async () => {
  let last: IDBDatabase | undefined;
  const factory = {
    open(name: string) {
      const request = indexedDB.open(name);
      request.addEventListener("success", () => (last = request.result));
      return request;
    },
  } as IDBFactory;
  const storage = indexedDbStorage(factory, newName());
  await storage.add(entry({ id: "a" }));
  last?.close();
  await storage.add(entry({ id: "b" }));
  expect(await read(storage)).toHaveLength(2);
  storage.close();
});

test("a database that never opens is an error after two seconds", async () => {
  const storage = indexedDbStorage({ open: () => ({}) } as unknown as IDBFactory, newName());
  await expect(storage.add(entry({ id: "a" }))).rejects.toBe(undefined);
});

test("a page that may not use IndexedDB gets an error at once", async () => {
  const forbidden = {
    open() {
      throw new DOMException("Forbidden", "SecurityError");
    },
  } as unknown as IDBFactory;
  await expect(indexedDbStorage(forbidden).add(entry({ id: "a" }))).rejects.toThrow("Forbidden");
});
