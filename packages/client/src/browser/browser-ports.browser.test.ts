import { afterEach, describe, expect, test } from "vitest";
import { clockContract } from "../../test/clock.contract.js";
import { entry } from "../../test/entries.js";
import { withoutCopy } from "../../test/storage.js";
import { type ClientOptions, readOptions } from "../options.js";
import { browserPorts } from "./browser-ports.js";

const open = (more: Partial<ClientOptions> = {}) =>
  browserPorts(readOptions({ endpoint: "/v1/ratings", key: `ports-${crypto.randomUUID()}`, ...more }, location.href));
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

test.each([
  ["kept twice", {}, 1],
  ["kept once where the endpoint might count twice what a copy held too long", { acknowledge: "status" as const }, 0],
])("what waits is %s", async (_what, options, copies) => {
  const id = crypto.randomUUID();
  const { storage } = open(options);
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
  expect(found).toBe(copies);
  await storage.change((entries) => entries.filter((each) => each.id !== id));
  copy.close();
  storage.close();
});
