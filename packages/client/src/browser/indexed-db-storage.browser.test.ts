/* oxlint-disable unicorn/prefer-add-event-listener -- every request and transaction here is this file's own */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { entry } from "../../test/entries.js";
import { withoutCopy } from "../../test/storage.js";
import { outboxStorageContract } from "../../test/outbox-storage.contract.js";
import type { Entry } from "../outbox/entry.js";
import type { OutboxStorage } from "../outbox/ports.js";
import { type Transacting, openDatabase } from "./database.js";
import { indexedDbStorage } from "./indexed-db-storage.js";

let databases = 0;
const newName = () => `outbox-${Date.now()}-${databases++}`;

/** Each in a database of its own. */
function withCopy(name: string) {
  const storage = indexedDbStorage(
    () => indexedDB,
    openDatabase(async () => indexedDB, "relaxed", `${name}-copy`),
    name,
  );
  return { storage, copyOnly: () => withoutCopy(indexedDB, `${name}-copy`) };
}

function remove(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const removal = indexedDB.deleteDatabase(name);
    removal.onsuccess = () => resolve();
    removal.onerror = removal.onblocked = () => reject(new Error("blocked"));
  });
}

async function read(storage: OutboxStorage): Promise<Entry[]> {
  let found: Entry[] = [];
  await storage.change((entries) => (found = entries));
  return found;
}

afterEach(() => vi.restoreAllMocks());

/** Lets the disk be full when an entry is added, and `culprit` alone name that; then `add` has to reject with it. */
async function expectNoRoom(
  culprit: (transaction: IDBTransaction, request: IDBRequest) => IDBTransaction | IDBRequest,
): Promise<void> {
  const storage = withoutCopy(indexedDB, newName());
  const { add } = IDBObjectStore.prototype;
  // One that is committing cannot be aborted from here.
  vi.spyOn(IDBTransaction.prototype, "commit").mockReturnValue();
  vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(function (this: IDBObjectStore, value) {
    const { transaction } = this;
    const request = add.call(this, value);
    const error = new DOMException("Full.", "QuotaExceededError");
    Object.defineProperty(culprit(transaction, request), "error", { value: error });
    queueMicrotask(() => transaction.abort());
    return request;
  });
  await expect(storage.add(entry({ id: "a" }))).rejects.toMatchObject({ name: "QuotaExceededError" });
  storage.close();
}

describe("alone", () => outboxStorageContract(() => withoutCopy(indexedDB, newName())));
describe("with a second copy", () => outboxStorageContract(() => withCopy(newName()).storage));

test("what one page wrote, the next one reads", async () => {
  const name = newName();
  const first = withoutCopy(indexedDB, name);
  await first.add(entry({ id: "a" }));
  first.close();
  const second = withoutCopy(indexedDB, name);
  expect(await read(second)).toHaveLength(1);
  second.close();
});

describe("where an aborted transaction names no cause, and only its request does", () => {
  beforeEach(() => void vi.spyOn(IDBTransaction.prototype, "error", "get").mockReturnValue(null));

  test("an id that is there already keeps what it has", async () => {
    const storage = withoutCopy(indexedDB, newName());
    const first = entry({ id: "a" });
    await storage.add(first);
    await storage.add({ ...first, attempts: 7 });
    expect(await read(storage)).toEqual([first]);
    storage.close();
  });

  test("a disk without room says so", () => expectNoRoom((_transaction, request) => request));
});

test("an aborted transaction that names its cause is believed before its requests, which only say that it was aborted", () =>
  expectNoRoom((transaction) => transaction));

test("a database that another page wants to replace is let go, and opened again when it is needed", async () => {
  const name = newName();
  const storage = withoutCopy(indexedDB, name);
  await storage.add(entry({ id: "a" }));
  await remove(name);
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
  const storage = withoutCopy(factory, newName());
  await storage.add(entry({ id: "a" }));
  last?.close();
  await storage.add(entry({ id: "b" }));
  expect(await read(storage)).toHaveLength(2);
  storage.close();
});

test("a database that never opens is an error after two seconds", async () => {
  const storage = withoutCopy({ open: () => ({}) } as unknown as IDBFactory, newName());
  await expect(storage.add(entry({ id: "a" }))).rejects.toBe(undefined);
});

test("a page that may not use IndexedDB gets an error at once", async () => {
  const forbidden = {
    open() {
      throw new DOMException("Forbidden", "SecurityError");
    },
  } as unknown as IDBFactory;
  await expect(withoutCopy(forbidden).add(entry({ id: "a" }))).rejects.toThrow("Forbidden");
});

test("what the browser has emptied comes back from the copy, for the next page", async () => {
  const name = newName();
  const { storage: before } = withCopy(name);
  await before.add(entry({ id: "a" }));
  await before.add(entry({ id: "b", state: "open" }));
  await before.change((entries) => entries.map((each) => (each.id === "b" ? { ...each, body: '{"edited":1}' } : each)));
  await before.change((entries) => entries);
  before.close();
  await remove(name);

  const { storage: after } = withCopy(name);
  const seen = await read(after);
  expect(new Map(seen.map(({ id, body }) => [id, body]))).toEqual(
    new Map([
      ["a", '{"id":"a"}'],
      ["b", '{"edited":1}'],
    ]),
  );
  after.close();
  // It is in its place again, not in the copy alone.
  const alone = withoutCopy(indexedDB, name);
  expect(await read(alone)).toHaveLength(2);
  alone.close();
});

test("what the copy holds too long does not come back while the first is there", async () => {
  const name = newName();
  const { storage, copyOnly } = withCopy(name);
  await storage.add(entry({ id: "a" }));
  const stale = copyOnly();
  await stale.add(entry({ id: "gone" }));
  stale.close();
  storage.close();
  const { storage: next } = withCopy(name);
  expect((await read(next)).map(({ id }) => id)).toEqual(["a"]);
  next.close();
});

test("what is said to be stored has reached the disk; the copy need not, since it outlives a killed browser all the same", async () => {
  const begin = vi.spyOn(IDBDatabase.prototype, "transaction");
  const name = newName();
  const { storage } = withCopy(name);
  await storage.add(entry({ id: "a" }));
  await storage.change((entries) => entries.map((each) => ({ ...each, attempts: 2 })));
  storage.close();
  const begun = begin.mock.calls.map(([, , options], call) => {
    const { name: database } = begin.mock.contexts[call] as IDBDatabase;
    return `${database === name ? "first" : "copy"}: ${options?.durability}`;
  });
  begin.mockRestore();
  expect(new Set(begun)).toEqual(new Set(["first: strict", "copy: relaxed"]));
});

test("what has left the outbox leaves the copy", async () => {
  const { storage, copyOnly } = withCopy(newName());
  await storage.add(entry({ id: "a" }));
  await storage.add(entry({ id: "b" }));
  await storage.change((entries) => entries.filter(({ id }) => id !== "a"));
  const copy = copyOnly();
  expect((await read(copy)).map(({ id }) => id)).toEqual(["b"]);
  copy.close();
  storage.close();
});

test("a copy that never opens holds nothing up for longer than two seconds, and costs no promise", async () => {
  const never = openDatabase(() => new Promise<never>(() => {}), "relaxed");
  const storage = indexedDbStorage(() => indexedDB, never, newName());
  await storage.add(entry({ id: "a" }));
  expect(await read(storage)).toHaveLength(1);
  storage.close();
});

test("a copy that cannot be written costs no promise, and does not stand for the storage", async () => {
  const name = newName();
  const broken: Transacting = [() => Promise.reject(new Error("Full")), () => {}];
  const storage = indexedDbStorage(() => indexedDB, broken, name);
  await storage.add(entry({ id: "a" }));
  expect(await read(storage)).toHaveLength(1);
  storage.close();
  const forbidden = () => {
    throw new Error("Forbidden");
  };
  const other = indexedDbStorage(
    forbidden,
    openDatabase(async () => indexedDB, "relaxed", name),
  );
  await expect(other.add(entry({ id: "b" }))).rejects.toThrow("Forbidden");
  other.close();
});

test("where the first opening hangs, as it does in some browsers, the next one is tried", async () => {
  const { open } = IDBFactory.prototype;
  let openings = 0;
  const factory = Object.create(indexedDB, {
    open: {
      value: (name: string) => (openings++ ? open.call(indexedDB, name) : (new EventTarget() as IDBOpenDBRequest)),
    },
  }) as IDBFactory;
  const storage = withoutCopy(factory, newName());
  await expect(storage.add(entry({ id: "a" }))).rejects.toBe(undefined);
  await storage.add(entry({ id: "a" }));
  expect(await read(storage)).toHaveLength(1);
  storage.close();
});

test("where no database ever opens, nobody waits for it with each rating", async () => {
  let openings = 0;
  const open = () => {
    openings++;
    return new EventTarget() as IDBOpenDBRequest;
  };
  const storage = withoutCopy(Object.create(indexedDB, { open: { value: open } }) as IDBFactory, newName());
  for (let at = 0; at < 20; at++) await expect(storage.add(entry({ id: `${at}` }))).rejects.toBe(undefined);
  expect(openings).toBe(2);
});

test("where opening again hangs, after the browser closed the connection, the next one is tried as well", async () => {
  const { open } = IDBFactory.prototype;
  let openings = 0;
  let last: IDBDatabase | undefined;
  const factory = Object.create(indexedDB, {
    open: {
      value(name: string) {
        if (openings++ === 1) return new EventTarget() as IDBOpenDBRequest;
        const request = open.call(indexedDB, name);
        request.addEventListener("success", () => (last = request.result));
        return request;
      },
    },
  }) as IDBFactory;
  const storage = withoutCopy(factory, newName());
  await storage.add(entry({ id: "a" }));
  last?.close();
  await expect(storage.add(entry({ id: "b" }))).rejects.toBe(undefined);
  await storage.add(entry({ id: "c" }));
  expect((await read(storage)).map(({ id }) => id)).toEqual(["a", "c"]);
  storage.close();
});

test("a connection that opened late, beside another, keeps nobody from removing the database", async () => {
  const name = newName();
  let openings = 0;
  const late = (): IDBOpenDBRequest => {
    const request = new EventTarget() as IDBOpenDBRequest;
    const real = indexedDB.open(name);
    real.onupgradeneeded = () => real.result.createObjectStore("ratings", { keyPath: "id" });
    real.onsuccess = () =>
      setTimeout(() => {
        Object.defineProperty(request, "result", { value: real.result });
        request.onsuccess?.(new Event("success"));
      }, 2100);
    return request;
  };
  const factory = { open: (asked: string) => (openings++ ? indexedDB.open(asked) : late()) } as IDBFactory;
  const storage = withoutCopy(factory, name);
  await expect(storage.add(entry({ id: "a" }))).rejects.toBe(undefined);
  await vi.waitFor(async () => expect(await read(storage)).toEqual([]));
  await new Promise((resolve) => setTimeout(resolve, 500));
  await remove(name);
  storage.close();
});
