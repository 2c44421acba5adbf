import { expect, test } from "vitest";
import { entry } from "../../test/entries.js";
import { memoryStorage } from "../../test/memory-storage.js";
import { outboxStorageContract } from "../../test/outbox-storage.contract.js";
import { tieredStorage } from "./tiers.js";

const overDisk = (disk = memoryStorage()) => {
  const tiers = tieredStorage(disk);
  return { ...tiers, add: async (added: Parameters<typeof tiers.add>[0]) => void (await tiers.add(added)) };
};

outboxStorageContract(() => overDisk());
outboxStorageContract(() => {
  const broken = memoryStorage();
  broken.fails = true;
  return overDisk(broken);
});

test("says 'stored' when the disk has it, and 'volatile' when only the page does", async () => {
  const disk = memoryStorage();
  const storage = tieredStorage(disk);
  expect(await storage.add(entry({ id: "a" }))).toBe("stored");
  disk.fails = true;
  expect(await storage.add(entry({ id: "b" }))).toBe("volatile");
});

test("what the page had to remember moves to the disk as soon as the disk works", async () => {
  const disk = memoryStorage();
  const storage = tieredStorage(disk);
  disk.fails = true;
  await storage.add(entry({ id: "a" }));
  await storage.change((entries) => entries.map((each) => ({ ...each, attempts: 3 })), "a");
  disk.fails = false;
  await storage.change((entries) => entries);
  expect(disk.kept.get("a")).toMatchObject({ attempts: 3 });
});

test("what was removed while the disk failed does not come back", async () => {
  const disk = memoryStorage();
  const storage = tieredStorage(disk);
  disk.fails = true;
  await storage.add(entry({ id: "a" }));
  await storage.change(() => [], "a");
  disk.fails = false;
  await storage.change((entries) => entries);
  expect(disk.kept.size).toBe(0);
});
