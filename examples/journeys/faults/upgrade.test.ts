import { afterEach, expect, it } from "vitest";
import type { Tab } from "./engine.js";
import { Harness } from "./harness.js";
import { flush, pending, rateInVain, refused } from "./in-tab.js";
import { TOUCHPOINT } from "./ledger.js";
import { inPage } from "./page-bundle.js";
import { CLEAR, type Weather } from "./proxy.js";
import { sized } from "./random.js";

const OFFLINE: Weather = () => ({ kind: "reset-before" });
const COUNT = sized(2, 20);

let harness: Harness;
afterEach(() => harness.end());

type Fields = Record<string, string | number | boolean | null | object>;
interface StoredRecord extends Fields {
  id: string;
  body: string;
}

/** Bytes that nobody would write twice in the same way. */
function unusualBody(id: string): string {
  const ratedAt = new Date().toISOString();
  return `{ "id" : "${id}", "touchpoint":"${TOUCHPOINT}",\\u0020"comment":"caf\\u00e9 \\/ ☕", "score":4.0,
    "instrument":"outcome5","person":"${id}","ratedAt":"${ratedAt}" }`.replace("\\u0020", " ");
}

/** A rating that is waiting already, as its format has it. What waits has been promised. */
function waiting(format: Fields, key = "pk_intranet"): StoredRecord {
  const id = crypto.randomUUID();
  const body = unusualBody(id);
  harness.issued.add(id);
  harness.ledger.settled(id, "stored");
  return { v: 1, id, key, body, addedAt: Date.now(), ...format };
}

const N = { bytes: 400, attempts: 1, by: "", since: Date.now(), delay: 500, firm: false, state: "sealed" };
const FORMATS: readonly Fields[] = [
  N,
  // An older one, which counted neither bytes nor attempts.
  { v: 0 },
  // Newer ones: with more members, in a state that nobody knows, in a state of another shape.
  { ...N, v: 2, lane: ["eu"], firm: "very" },
  { v: 2, bytes: 400, state: "resting", until: { round: 7 } },
  { v: 2, bytes: 400, state: { name: "leased", to: "worker" }, since: "later" },
];
/** What every attempt writes down, and what a record may be given that has none. */
const DIARY = ["attempts", "by", "since", "delay", "firm"];

interface Contents {
  version: number;
  stores: string[];
  records: StoredRecord[];
}

/** Another version at work: what it adds to the database, whose version number it may raise. Gives what is there then. */
function addToDatabase(tab: Tab, records: readonly StoredRecord[] = [], version?: number): Promise<Contents> {
  return tab.run(
    async (given) => {
      const opening = indexedDB.open("aftertask", given.version);
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        opening.addEventListener("upgradeneeded", () => {
          const { result } = opening;
          if (!result.objectStoreNames.contains("ratings")) result.createObjectStore("ratings", { keyPath: "id" });
          if (given.version) result.createObjectStore(`own-${given.version}`);
        });
        opening.addEventListener("success", () => resolve(opening.result));
        opening.addEventListener("error", () => reject(opening.error));
        opening.addEventListener("blocked", () => reject(new Error("Another page does not let go of the database.")));
      });
      const store = database.transaction("ratings", "readwrite").objectStore("ratings");
      for (const each of given.records) store.add(each);
      const all = store.getAll();
      await new Promise<void>((done) => store.transaction.addEventListener("complete", () => done()));
      const { version: reached, objectStoreNames } = database;
      database.close();
      return { version: reached, stores: [...objectStoreNames], records: all.result as StoredRecord[] };
    },
    { records, version },
  );
}

const openBare = () => harness.openTab({ path: "/harness/page.html?bare" });

function expectOnTheWire(records: readonly StoredRecord[]): void {
  const sent = harness.proxy.posts.map(({ body }) => body).join("\n");
  for (const { body } of records) expect(sent).toContain(body);
}

it("T18: what waits in formats of other versions is delivered byte for byte, and otherwise left as it is", async () => {
  harness = await Harness.start(18);
  const bare = await openBare();
  const records = Array.from({ length: COUNT }, () => FORMATS.map((format) => waiting(format))).flat();
  const foreign = waiting({ v: 2 }, "pk_somebody_else");
  harness.issued.delete(foreign.id);
  harness.promised.delete(foreign.id);
  await addToDatabase(bare, [...records, foreign]);

  harness.proxy.weather = OFFLINE;
  const tab = await harness.openTab();
  await flush(tab);
  const { records: tried } = await addToDatabase(bare);
  for (const { id, ...record } of records) {
    const untouched = Object.entries(record).filter(([name]) => !DIARY.includes(name));
    expect(tried.find((other) => other.id === id)).toMatchObject(Object.fromEntries(untouched));
  }

  await harness.rate(tab);
  await harness.drain(tab);
  expectOnTheWire(records);
  expect((await addToDatabase(bare)).records, "only what belongs to nobody here is left").toEqual([foreign]);
  const { stored } = await harness.verify();
  expect(stored).toBe(records.length + 1);
}, 120_000);

it("T18: what no attempt was ever counted of is tried again at the same pace as anything else", async () => {
  harness = await Harness.start(186);
  const records = [waiting({ v: 0 })];
  await addToDatabase(await openBare(), records);
  harness.proxy.weather = OFFLINE;
  const tab = await harness.openTab();
  await flush(tab);
  await new Promise((go) => setTimeout(go, 3_000));
  expect(harness.proxy.posts.length).toBeLessThanOrEqual(6);
  harness.proxy.weather = CLEAR;
  await expect.poll(() => pending(tab), { timeout: 20_000, message: "and by itself" }).toBe(0);
  expectOnTheWire(records);
  await harness.verify();
}, 120_000);

it("T18: a database that a newer version has made is used as it is", async () => {
  harness = await Harness.start(181);
  const bare = await openBare();
  const records = FORMATS.map((format) => waiting(format));
  await addToDatabase(bare, records, 7);
  const tab = await harness.openTab();
  await harness.rate(tab);
  await harness.drain(tab);
  expectOnTheWire(records);
  expect(await addToDatabase(bare)).toEqual({ version: 7, stores: ["own-7", "ratings"], records: [] });
  const { stored } = await harness.verify();
  expect(stored).toBe(records.length + 1);
}, 120_000);

/** Runs in a page whose client writes what a newer one might. */
function writeMore(): void {
  const { add, put } = IDBObjectStore.prototype;
  const more = (value: object) => ({ ...value, v: 2, lane: ["eu"] });
  IDBObjectStore.prototype.add = function (value) {
    return add.call(this, more(value as object));
  };
  IDBObjectStore.prototype.put = function (value) {
    return put.call(this, more(value as object));
  };
}

it("T18: an old and a new tab share one outbox, though the new one rebuilds it under the old one", async () => {
  harness = await Harness.start(182);
  harness.proxy.weather = OFFLINE;
  const older = await harness.openTab();
  const newer = await harness.openTab({ before: [inPage(writeMore)] });
  const bare = await openBare();
  for (let round = 1; round <= COUNT; round++) {
    await Promise.all([harness.rate(older), harness.rate(newer)]);
    await addToDatabase(bare, [waiting({ ...N, v: 2, lane: ["eu"] })], 10 * round);
    const reached = await Promise.all([harness.rate(older), harness.rate(newer)]);
    expect(reached).toEqual(["stored", "stored"]);
  }
  const { records } = await addToDatabase(bare);
  expect(records).toHaveLength(5 * COUNT);
  harness.proxy.weather = CLEAR;
  await Promise.all([harness.drain(older), harness.drain(newer)]);
  expectOnTheWire(records);
  const { stored } = await harness.verify();
  expect(stored).toBe(5 * COUNT);
}, 120_000);

/** What stands in localStorage before a page of ours is loaded. */
const writeNotes = (tab: Tab, notes: Record<string, string>) =>
  tab.run((given) => void Object.assign(localStorage, given), notes);
const readNotes = (tab: Tab) => tab.run(() => ({ ...localStorage }) as Record<string, string>);

it("T18: notes of any version are delivered byte for byte, and what is nobody's stays", async () => {
  harness = await Harness.start(183);
  const bare = await openBare();
  const records = FORMATS.map((format) => waiting(format));
  const strange = { "aftertask:consent": "2", "aftertask:ratings": "[]", "rating:of-the-host": "{" };
  const notes = records.map((record) => [`aftertask:rating:${record.id}`, JSON.stringify(record)]);
  await writeNotes(bare, { ...strange, ...(Object.fromEntries(notes) as Record<string, string>) });
  const tab = await harness.openTab();
  expect(await pending(tab)).toBe(records.length);
  await harness.drain(tab);
  expectOnTheWire(records);
  await expect.poll(() => readNotes(bare), { timeout: 10_000 }).toEqual(strange);
  const { stored } = await harness.verify();
  expect(stored).toBe(records.length);
}, 120_000);

it("T18: a note that makes no sense is in nobody's way, and left alone", async () => {
  harness = await Harness.start(184);
  const bare = await openBare();
  const nonsense = ['{"v":1,"id":"5b3c', "null", "5", "[]", "{}", '"text"', '{"v":3,"id":7}', '{"v":3,"id":"a"}'];
  nonsense.push('{"v":3,"id":"b","key":"pk_intranet"}', '{"v":3,"id":"c","key":"pk_intranet","body":{}}');
  const notes = Object.fromEntries(nonsense.map((text, at) => [`aftertask:rating:${at}`, text]));
  await writeNotes(bare, { ...notes, "aftertask:waiting": "1" });
  const tab = await harness.openTab();
  await harness.rate(tab);
  await harness.drain(tab);
  expect(await readNotes(bare)).toMatchObject(notes);
  const { stored } = await harness.verify();
  expect(stored).toBe(1);
}, 120_000);

it("T18: a count of losses that makes no sense costs no rating", async () => {
  harness = await Harness.start(185);
  const bare = await openBare();
  const nonsense = ["{", "null", "5", "[1]", '{"expired":"many"}', '{"expired":-1}', '{"expired":{"ever":1}}'];
  for (const text of nonsense) {
    await writeNotes(bare, { "aftertask:lost:pk_intranet:": text });
    const tab = await harness.openTab();
    await harness.rate(tab);
    await harness.drain(tab);
    expect(await refused(tab)).toEqual([]);
    await harness.closeTab(tab);
  }
  const { stored } = await harness.verify();
  expect(stored).toBe(nonsense.length);
}, 120_000);

it("T19: a collector that is too old for the client makes it wait, and gets everything once it is not", async () => {
  harness = await Harness.start(19);
  for (let round = 0; round < sized(1, 5); round++) {
    // Each time another page: one that has been told to wait asks again after minutes.
    const tab = await harness.openTab();
    harness.proxy.weather = () => ({
      kind: "status",
      status: 400,
      headers: { "content-type": "application/problem+json" },
      body: JSON.stringify({ type: "https://aftertask.dev/problems/unsupported-version", title: "Too new." }),
    });
    expect(await rateInVain(harness, tab)).toEqual(["stored"]);
    // From then on nothing is tried.
    for (let number = 1; number < 5; number++) expect(await harness.rate(tab)).toBe("stored");
    const tried = harness.proxy.posts.length;
    await new Promise((go) => setTimeout(go, 2_000));
    expect(harness.proxy.posts.length, "it does not insist").toBe(tried);
    expect(await pending(tab)).toBe(5);
    expect(await refused(tab)).toEqual([]);

    // The same page learns of it with its next probe; another page tries by itself.
    harness.proxy.weather = CLEAR;
    const next = await harness.openTab();
    await expect.poll(() => pending(next), { timeout: 40_000 }).toBe(0);
    await harness.closeTab(next);
    await harness.closeTab(tab);
  }
  const { stored, issued } = await harness.verify();
  expect(stored).toBe(issued);
}, 300_000);
