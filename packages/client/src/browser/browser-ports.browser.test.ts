import { afterEach, describe, expect, test, vi } from "vitest";
import { clockContract } from "../../test/clock.contract.js";
import { entry } from "../../test/entries.js";
import { withoutCopy } from "../../test/storage.js";
import { createClient } from "../client.js";
import { readOptions } from "../options.js";
import { browserPorts } from "./browser-ports.js";

const open = () =>
  browserPorts(readOptions({ endpoint: "/v1/ratings", key: `ports-${crypto.randomUUID()}` }, location.href));
let close = () => {};
afterEach(() => close());

describe("the browser's clock", () => {
  clockContract(() => {
    const ports = open();
    close = ports.storage.close;
    return { ...ports, pass: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) };
  });
});

test("ids are random UUIDs in lower case, and chance is a share", () => {
  const { storage, newId, random } = open();
  close = storage.close;
  const ids = Array.from({ length: 100 }, newId);
  expect(new Set(ids).size).toBe(100);
  for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(random()).toBeGreaterThanOrEqual(0);
  expect(random()).toBeLessThan(1);
});

test("what waits is kept twice", async () => {
  const id = crypto.randomUUID();
  const { storage } = open();
  await storage.add(entry({ id }));
  const buckets = (
    navigator as unknown as { storageBuckets: { open(name: string): Promise<{ indexedDB: IDBFactory }> } }
  ).storageBuckets;
  const copy = withoutCopy((await buckets.open("aftertask")).indexedDB);
  let found = -1;
  await copy.change((entries) => {
    found = entries.filter((each) => each.id === id).length;
    return entries;
  });
  expect(found).toBe(1);
  await storage.change((entries) => entries.filter((each) => each.id !== id));
  copy.close();
  storage.close();
});

test("a sandboxed page, where storage must not even be looked at, has a client that remembers while it is open", async () => {
  const forbidden = () => {
    throw new DOMException("The operation is insecure.", "SecurityError");
  };
  for (const name of ["indexedDB", "localStorage"] as const)
    vi.spyOn(globalThis, name, "get").mockImplementation(forbidden);
  vi.spyOn(navigator as unknown as { storageBuckets: object }, "storageBuckets", "get").mockImplementation(forbidden);
  vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("offline"));
  const client = createClient({ endpoint: "/v1/ratings", key: "pk_test" });
  close = client.close;
  const { delivery } = await client.submit({ touchpoint: "it.access-request", instrument: "outcome5", score: 4 });
  expect(delivery).toBe("volatile");
  expect(await client.pending()).toBe(1);
  vi.restoreAllMocks();
});
