import { expect, test } from "vitest";
import { entry, NOON, PROBLEM } from "../../test/entries.js";
import { memoryNotes } from "../../test/memory-notes.js";
import { memoryStorage } from "../../test/memory-storage.js";
import { outboxStorageContract } from "../../test/outbox-storage.contract.js";
import type { Entry } from "./entry.js";
import { tieredStorage } from "./tiers.js";

function over(disk = memoryStorage(), notes = memoryNotes(), sent = new Map<string, Entry>()) {
  return { disk, notes, outbox: tieredStorage(disk, notes, sent) };
}

const asStorage = (disk = memoryStorage()) => {
  const { outbox } = over(disk);
  return {
    add: async (added: Entry) => void (await outbox.add(added)),
    change: async (decide: (entries: Entry[]) => readonly Entry[]) =>
      void (await outbox.change((entries) => decide([...entries]))),
    close: () => {},
  };
};

outboxStorageContract(() => asStorage());

test("says 'stored' when the disk has it, or the notes that survive the page, else 'volatile'", async () => {
  const { disk, notes, outbox } = over();
  expect(await outbox.add(entry({ id: "a" }))).toBe("stored");
  disk.fails = true;
  expect(await outbox.add(entry({ id: "b" }))).toBe("stored");
  notes.fails = true;
  expect(await outbox.add(entry({ id: "c" }))).toBe("volatile");
});

test("a rating is noted in the task that adds it, and the note goes once the disk has it", async () => {
  const { notes, outbox } = over();
  const added = outbox.add(entry({ id: "a" }));
  expect(notes.read("rating:")).toHaveLength(1);
  await added;
  expect(notes.read("rating:")).toEqual([]);
});

test("what was noted moves to the disk with the first change that works, on this page or a later one", async () => {
  const notes = memoryNotes();
  const { outbox } = over(Object.assign(memoryStorage(), { fails: true }), notes);
  await outbox.add(entry({ id: "a" }));
  await outbox.change((entries) => entries.map((each) => ({ ...each, attempts: 3 })));
  const next = over(memoryStorage(), notes);
  await next.outbox.change((entries) => entries);
  expect(next.disk.kept.get("a")).toMatchObject({ attempts: 3 });
  expect(notes.read("rating:")).toEqual([]);
});

test("where the disk and a note differ, the disk is right", async () => {
  const { disk, notes, outbox } = over();
  await disk.add(entry({ id: "a", body: "edited" }));
  notes.write("rating:a", JSON.stringify(entry({ id: "a", body: "first" })));
  await outbox.change((entries) => entries);
  expect(outbox.held()).toMatchObject([{ body: "edited" }]);
});

test("what was removed while the disk failed does not come back", async () => {
  const { disk, outbox } = over();
  disk.fails = true;
  await outbox.add(entry({ id: "a" }));
  await outbox.change(() => []);
  disk.fails = false;
  await outbox.change((entries) => entries);
  expect(disk.kept.size).toBe(0);
});

test("what was removed while the disk failed does not come back with a change that began before", async () => {
  const { disk, outbox } = over();
  disk.fails = true;
  for (const id of ["a", "b", "c"]) await outbox.add(entry({ id }));
  const removing = (gone: string) => outbox.change((entries) => entries.filter(({ id }) => id !== gone));
  await Promise.all([removing("a"), outbox.change((entries) => entries), removing("b")]);
  expect(outbox.held().map(({ id }) => id)).toEqual(["c"]);
});

test("a change sees the oldest first", async () => {
  const { outbox } = over();
  await outbox.add(entry({ id: "b", addedAt: NOON + 1 }));
  await outbox.add(entry({ id: "a", addedAt: NOON }));
  await outbox.change((entries) => entries);
  expect(outbox.held().map(({ id }) => id)).toEqual(["a", "b"]);
});

test("the mark that something waits is there from the first rating until none is alive", async () => {
  const { notes, outbox } = over();
  const added = outbox.add(entry({ id: "a" }));
  expect(notes.read("waiting")).toEqual(["1"]);
  await added;
  await outbox.change((entries) => entries);
  expect(notes.read("waiting")).toEqual(["1"]);
  await outbox.change((entries) =>
    entries.map((each) => ({ ...each, state: "dead" as const, problem: PROBLEM, under: "here\n" })),
  );
  expect(notes.read("waiting")).toEqual([]);
});

test("a disk that fails is no sight of an empty outbox", async () => {
  const { disk, notes, outbox } = over();
  await outbox.add(entry({ id: "a" }));
  disk.fails = true;
  await outbox.change((entries) => entries);
  expect(outbox.held()).toHaveLength(1);
  expect(notes.read("waiting")).toEqual(["1"]);
});

test("of a note and a disk that both hold an open rating, the later edit counts", async () => {
  const { disk, notes, outbox } = over();
  const edited = (id: string, since: number, body: string) => entry({ id, since, body, state: "open" });
  await disk.add(edited("a", NOON, "old"));
  await disk.add(edited("b", NOON + 2, "new"));
  notes.write("rating:a", JSON.stringify(edited("a", NOON + 1, "new")));
  notes.write("rating:b", JSON.stringify(edited("b", NOON + 1, "old")));
  await outbox.change((entries) => entries);
  expect(outbox.held().map(({ body }) => body)).toEqual(["new", "new"]);
});

test("a full disk: the dead make room, and the live stay", async () => {
  const { disk, outbox } = over();
  await disk.add(entry({ id: "dead", state: "dead", problem: PROBLEM, under: "here\n" }));
  await disk.add(entry({ id: "live" }));
  const add = disk.add.bind(disk);
  disk.add = (added) =>
    disk.kept.has("dead") ? Promise.reject(new DOMException("full", "QuotaExceededError")) : add(added);
  expect(await outbox.add(entry({ id: "new" }))).toBe("stored");
  expect([...disk.kept.keys()]).toEqual(["live", "new"]);
});

test("a disk that fails for another reason keeps the dead", async () => {
  const { disk, outbox } = over();
  await disk.add(entry({ id: "dead", state: "dead", problem: PROBLEM, under: "here\n" }));
  disk.add = () => Promise.reject(new DOMException("gone", "AbortError"));
  expect(await outbox.add(entry({ id: "new" }))).toBe("stored");
  expect([...disk.kept.keys()]).toEqual(["dead"]);
});

test.each(["", "{", "null", '{"id":7}', '"text"'])("a note that holds %j harms nothing", async (text) => {
  const { disk, notes, outbox } = over();
  await disk.add(entry({ id: "a" }));
  notes.kept.set("rating:b", text);
  await outbox.change((entries) => entries);
  expect(outbox.held().map(({ id }) => id)).toContain("a");
  expect([...disk.kept.keys()]).toEqual(["a"]);
});

test("what this page has sent, and knows no end of, is put back when it is missing, and never instead of what is there", async () => {
  const ours = entry({ id: "a" });
  const { disk, outbox } = over(memoryStorage(), memoryNotes(), new Map([["a", ours]]));
  expect(await outbox.change((entries) => entries)).toEqual([ours]);
  expect(disk.kept.get("a")).toEqual(ours);
  await outbox.change((entries) => entries.map((each) => ({ ...each, attempts: 4 })));
  expect(await outbox.change((entries) => entries)).toMatchObject([{ attempts: 4 }]);
});

test("a disk that reads but does not write: what was changed is noted beside it", async () => {
  const { disk, notes, outbox } = over();
  await outbox.add(entry({ id: "a" }));
  disk.change = async (decide) => {
    decide([...disk.kept.values()]);
    throw new DOMException("full", "QuotaExceededError");
  };
  await outbox.change((entries) => entries.map((each) => ({ ...each, attempts: 1 })));
  expect(notes.read("rating:").map((text) => JSON.parse(text).attempts)).toEqual([1]);
});

test("what is added while a change fails is not forgotten, even where nothing can be noted", async () => {
  const { disk, notes, outbox } = over();
  disk.fails = notes.fails = true;
  notes.read = () => [];
  const change = outbox.change((entries) => entries);
  const added = outbox.add(entry({ id: "a" }));
  await change;
  await added;
  expect(outbox.held().map(({ id }) => id)).toEqual(["a"]);
});

test("what comes while a change is under way is marked as waiting afterwards, too", async () => {
  const { disk, notes, outbox } = over();
  const change = disk.change.bind(disk);
  let added: Promise<unknown> = Promise.resolve();
  disk.change = async (decide) => {
    await change(decide);
    added = outbox.add(entry({ id: "a" }));
  };
  await outbox.change((entries) => entries);
  await added;
  expect(notes.read("waiting")).toEqual(["1"]);
});

/** A disk that reads, and takes nothing. */
function full(...kept: Entry[]) {
  const disk = memoryStorage();
  for (const each of kept) disk.kept.set(each.id, each);
  disk.change = async (decide) => {
    decide([...disk.kept.values()].map((each) => structuredClone(each)));
    throw new DOMException("full", "QuotaExceededError");
  };
  return disk;
}

test("what has ended does not come back from a disk that reads but does not write", async () => {
  const { outbox } = over(full(entry({ id: "a" })));
  await outbox.change(() => []);
  expect(await outbox.change((entries) => entries)).toEqual([]);
  await outbox.add(entry({ id: "a" }));
  expect(await outbox.change((entries) => entries)).toHaveLength(1);
});

test("what has to wait waits, though the disk that reads but does not write knows nothing of it", async () => {
  const { outbox } = over(full(entry({ id: "a" })));
  await outbox.change((entries) => entries.map((each) => ({ ...each, since: NOON + 1, delay: 5000 })));
  expect(await outbox.change((entries) => entries)).toMatchObject([{ delay: 5000 }]);
});

test("the mark that something waits outlives a change of another page that ends after the rating came", async () => {
  const { disk, notes, outbox } = over();
  const other = over(disk, notes).outbox;
  const change = disk.change.bind(disk);
  disk.change = async (decide) => {
    await change(decide);
    await other.add(entry({ id: "a" }));
  };
  await outbox.change((entries) => entries);
  expect(notes.read("waiting")).toEqual(["1"]);
});

test("a first write that ends late does not take away the note of a later edit", async () => {
  const { disk, notes, outbox } = over();
  let end = () => {};
  const written = new Promise<void>((resolve) => (end = resolve));
  disk.add = () => written;
  const added = outbox.add(entry({ id: "a", state: "open" }));
  disk.fails = true;
  await outbox.change((entries) => entries.map((each) => ({ ...each, body: "edited", since: NOON + 1 })));
  end();
  await added;
  expect(notes.read("rating:").map((text) => JSON.parse(text).body)).toEqual(["edited"]);
});

test("a clock that is put back does not undo a wait: what has failed more often is the later one", async () => {
  const handedOver = entry({ id: "a", since: NOON + 3_600_000 });
  const { disk, outbox } = over(memoryStorage(), memoryNotes(), new Map([["a", handedOver]]));
  await disk.add(entry({ id: "a", attempts: 1, delay: 5000 }));
  expect(await outbox.change((entries) => entries)).toMatchObject([{ attempts: 1, delay: 5000 }]);
});

test("a note that somebody has written with spaces goes like any other", async () => {
  const { notes, outbox } = over();
  notes.kept.set("rating:a", JSON.stringify(entry({ id: "a" }), null, 2));
  await outbox.change((entries) => entries);
  expect(notes.read("rating:")).toEqual([]);
});
