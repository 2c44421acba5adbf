import { expect, test } from "vitest";
import type { Entry } from "../src/outbox/entry.js";
import type { OutboxStorage } from "../src/outbox/ports.js";
import { entry } from "./entries.js";

/** What the outbox relies on, whatever keeps it. `open` gives a new, empty storage. */
export function outboxStorageContract(open: () => OutboxStorage): void {
  async function read(storage: OutboxStorage): Promise<Entry[]> {
    let found: Entry[] = [];
    await storage.change((entries) => (found = entries));
    return found;
  }

  test("an entry is read as it was added", async () => {
    const storage = open();
    const added = entry({ id: "a", body: '{"comment":"č 😀"}' });
    await storage.add(added);
    expect(await read(storage)).toEqual([added]);
    storage.close();
  });

  test("adding an id a second time keeps the first bytes", async () => {
    const storage = open();
    await storage.add(entry({ id: "a", body: "first" }));
    await storage.add(entry({ id: "a", body: "second" }));
    expect(await read(storage)).toMatchObject([{ body: "first" }]);
    storage.close();
  });

  test("an entry added in this task is seen by a change begun in this task", async () => {
    const storage = open();
    const added = storage.add(entry({ id: "a" }));
    const seen = read(storage);
    await added;
    expect(await seen).toHaveLength(1);
    storage.close();
  });

  test("a change leaves alone what it hands back as it was", async () => {
    const storage = open();
    await storage.add(entry({ id: "a" }));
    await storage.add(entry({ id: "b" }));
    await storage.change((entries) => entries.map((each) => (each.id === "b" ? { ...each, attempts: 2 } : each)));
    expect(new Map((await read(storage)).map(({ id, attempts }) => [id, attempts]))).toEqual(
      new Map([
        ["a", 0],
        ["b", 2],
      ]),
    );
    storage.close();
  });

  test("what a change leaves out is removed, what it adds is there", async () => {
    const storage = open();
    await storage.add(entry({ id: "a" }));
    await storage.add(entry({ id: "b" }));
    await storage.change((entries) => [...entries.filter(({ id }) => id !== "a"), entry({ id: "c" })]);
    expect(new Set((await read(storage)).map(({ id }) => id))).toEqual(new Set(["b", "c"]));
    storage.close();
  });

  test("of two changes that compare and set, one wins and the other sees it", async () => {
    const storage = open();
    await storage.add(entry({ id: "a", state: "open" }));
    const seals: boolean[] = [];
    const seal = () =>
      storage.change((entries) =>
        entries.map((each) => {
          const wins = each.state === "open";
          seals.push(wins);
          return wins ? { ...each, state: "sealed" as const } : each;
        }),
      );
    await Promise.all([seal(), seal()]);
    expect(seals).toEqual([true, false]);
    storage.close();
  });
}
