import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { entry, waiting } from "../test/entries.js";
import { withoutCopy } from "../test/storage.js";
import { memoryNotes } from "../test/memory-notes.js";
import { fakeEndpoint, type FakeEndpoint, replyOf, storeAll } from "../test/fake-endpoint.js";
import { browserPorts } from "./browser/browser-ports.js";
import { otherPages } from "./browser/other-pages.js";
import { tabLock } from "./browser/tab-lock.js";
import { composeClient } from "./client.js";
import { createClient } from "./index.js";
import { readOptions } from "./options.js";
import type { Client, ClientEvents, RatingInput } from "./index.js";
import type { OtherPages, Ports } from "./outbox/ports.js";

/** Patient: these machines are slow at times. */
const soon = <T>(check: () => T | Promise<T>) => vi.waitFor(check, 20_000);

const RATING: RatingInput = { touchpoint: "it.access-request", instrument: "outcome5", score: 4 };
const SETTINGS = readOptions({ endpoint: "http://127.0.0.1:9/v1/ratings", key: "pk_test", sdk: "client/0" });

let database = "";
let endpoint: FakeEndpoint;
let pages: (Client & { page(event: "leave" | "left" | "freeze" | "wake"): void })[] = [];

beforeEach(() => {
  database = `client-${crypto.randomUUID()}`;
  endpoint = fakeEndpoint();
  localStorage.clear();
});

afterEach(() => {
  for (const page of pages) page.close();
  pages = [];
});

/** A page of the same browser: real IndexedDB, real locks, real clock; the endpoint is fake. */
function openPage(over: Partial<Ports> = {}, connect: OtherPages | null = otherPages(database)) {
  let events: Record<string, () => void> = {};
  const client = composeClient(
    SETTINGS,
    {
      ...browserPorts({ ...SETTINGS, key: database }),
      storage: withoutCopy(indexedDB, database),
      send: (...request) => endpoint.send(...request),
      random: () => 0,
      watchPage(leave, left, freeze, wake) {
        events = { leave, left, freeze, wake };
        return () => {};
      },
      ...over,
    },
    connect ?? undefined,
  );
  const page = { ...client, page: (event: string) => events[event]?.() };
  pages.push(page);
  return page;
}

const isWaiting = () => localStorage.getItem("aftertask:waiting");

test("a submitted rating is delivered once, and nothing stays behind", async () => {
  const client = openPage();
  const { id, delivered } = await client.submit(RATING);
  expect(await delivered).toEqual({ id, status: "stored" });
  await soon(async () => expect(await client.pending()).toBe(0));
  await soon(() => expect(isWaiting()).toBe(null));
  expect(endpoint.requests).toHaveLength(1);
  expect(endpoint.requests[0]?.envelope).toMatchObject({
    version: 1,
    key: "pk_test",
    sdk: "client/0",
    ratings: [{ id, touchpoint: "it.access-request", instrument: "outcome5", score: 4 }],
  });
});

test("a rating is sent in the task that submits it, beside the write", () => {
  void openPage().submit(RATING);
  expect(endpoint.requests).toHaveLength(1);
});

test("an endpoint that is down: the rating is stored, and the next page delivers it by itself", async () => {
  endpoint.answer = () => replyOf(503);
  const first = openPage();
  const { id, delivery } = await first.submit(RATING);
  expect(delivery).toBe("stored");
  await soon(() => expect(endpoint.requests).toHaveLength(1));
  expect(await first.pending()).toBe(1);
  expect(isWaiting()).toBe("1");
  first.close();

  endpoint.answer = (request) => storeAll(endpoint, request);
  const next = openPage();
  const receipts: ClientEvents["delivered"][] = [];
  next.on("delivered", (receipt) => receipts.push(receipt));
  await soon(() => expect(receipts).toEqual([{ id, status: "stored" }]));
  const [sent, again] = endpoint.requests.map(({ body }) => body.slice(body.indexOf('"ratings"')));
  expect(again).toBe(sent);
});

test("an open rating is in the outbox, counted as waiting, and not sent", async () => {
  const client = openPage();
  const open = client.open(RATING);
  expect(await open.saved).toBe("stored");
  expect(await client.pending()).toBe(1);
  expect(isWaiting()).toBe("1");
  await client.flush();
  expect(endpoint.requests).toHaveLength(0);
});

test("an edit replaces the rating, keeps its id and the time of the first tap, and is what is sent", async () => {
  const client = openPage();
  const open = client.open({ ...RATING, ratedAt: "2026-11-21T09:29:48Z" });
  expect(await open.edit({ ...RATING, score: 2, reasons: ["slow"] })).toBe(true);
  const { delivered } = await open.seal();
  await delivered;
  expect(endpoint.requests[0]?.envelope.ratings).toEqual([
    { ...RATING, score: 2, reasons: ["slow"], id: open.id, ratedAt: "2026-11-21T09:29:48Z" },
  ]);
});

test("an edit that nobody waited for is part of what is sealed", async () => {
  const open = openPage().open(RATING);
  void open.edit({ ...RATING, score: 1 });
  await (
    await open.seal()
  ).delivered;
  expect(endpoint.requests[0]?.envelope.ratings[0]?.["score"]).toBe(1);
});

test("sealing twice sends once", async () => {
  const open = openPage().open(RATING);
  const [one, two] = await Promise.all([open.seal(), open.seal()]);
  expect(one).toBe(two);
  await one.delivered;
  expect(endpoint.requests).toHaveLength(1);
});

test("after sealing, an edit is refused", async () => {
  const open = openPage().open(RATING);
  await open.seal();
  expect(await open.edit({ ...RATING, score: 1 })).toBe(false);
});

test("an edit that finds the rating sealed by another page is refused", async () => {
  const client = openPage();
  const open = client.open(RATING);
  await open.saved;
  const other = withoutCopy(indexedDB, database);
  await other.change((entries) => entries.map((each) => ({ ...each, since: 0 })));
  const next = openPage();
  await soon(() => expect(endpoint.stored.has(open.id)).toBe(true));
  expect(await open.edit({ ...RATING, score: 1 })).toBe(false);
  expect(await (await open.seal()).delivered).toMatchObject({ id: open.id });
  other.close();
  next.close();
});

test("an edit that was refused does not leave with the page", async () => {
  const client = openPage();
  const open = client.open(RATING);
  await open.saved;
  const other = withoutCopy(indexedDB, database);
  await other.change((entries) => entries.map((each) => ({ ...each, since: 0 })));
  endpoint.answer = () => replyOf(503);
  openPage();
  await soon(() => expect(endpoint.requests).toHaveLength(1));
  expect(await open.edit({ ...RATING, score: 1 })).toBe(false);
  client.page("leave");
  expect(endpoint.requests.map(({ envelope }) => envelope.ratings[0]?.["score"])).toEqual([4, 4]);
  other.close();
});

test("of two edits the later one counts, though the transaction of the earlier had to be tried again", async () => {
  const { put } = IDBObjectStore.prototype;
  const client = openPage();
  const open = client.open(RATING);
  await open.saved;
  IDBObjectStore.prototype.put = function (...given) {
    IDBObjectStore.prototype.put = put;
    const { transaction } = this;
    const error = new DOMException("Once.", "UnknownError");
    Object.defineProperties(transaction, { error: { value: error }, commit: { value: () => transaction.abort() } });
    return put.apply(this, given);
  };
  const edits = ["T", "The whole text"].map((comment) => open.edit({ ...RATING, comment }));
  expect(await Promise.all(edits)).toEqual([true, true]);
  await (
    await open.seal()
  ).delivered;
  expect(endpoint.requests[0]?.envelope.ratings[0]?.["comment"]).toBe("The whole text");
});

test("leaving the page sends the open rating as it was last edited and writes nothing", async () => {
  const client = openPage();
  const open = client.open(RATING);
  await open.edit({ ...RATING, score: 5 });
  endpoint.answer = () => new Promise(() => {});
  client.page("leave");
  expect(endpoint.requests[0]?.envelope.ratings).toMatchObject([{ id: open.id, score: 5 }]);
  const storage = withoutCopy(indexedDB, database);
  const states: string[] = [];
  await storage.change((entries) => {
    states.push(...entries.map(({ state }) => state));
    return entries;
  });
  expect(states).toEqual(["open"]);
  storage.close();
});

test("a page that comes back from the back-forward cache does not send again what has arrived, and tells of it once", async () => {
  const client = openPage();
  const open = client.open(RATING);
  await open.saved;
  let told = 0;
  client.on("delivered", () => told++);
  client.page("leave");
  await soon(() => expect(told).toBe(1));
  client.page("left");
  client.page("wake");
  await soon(async () => expect(await client.pending()).toBe(0));
  expect(await (await open.seal()).delivered).toEqual({ id: open.id, status: "stored" });
  expect(endpoint.requests).toHaveLength(1);
  expect(told).toBe(1);
  expect(await open.edit(RATING)).toBe(false);
});

test("a page that comes back before it was heard seals what it had sent; the endpoint counts it once", async () => {
  const client = openPage();
  await client.open(RATING).saved;
  endpoint.answer = () => replyOf(503);
  client.page("leave");
  endpoint.answer = (request) => storeAll(endpoint, request);
  client.page("left");
  client.page("wake");
  await soon(async () => expect(await client.pending()).toBe(0));
  expect(endpoint.stored.size).toBe(1);
});

/** A disk that works until the test breaks it. */
function breakable(): Ports["storage"] & { broken: boolean } {
  const disk = withoutCopy(indexedDB, database);
  const guarded = Object.assign({ ...disk }, { broken: false });
  guarded.add = (added) => (guarded.broken ? Promise.reject(new Error("the disk is away")) : disk.add(added));
  guarded.change = (decide) => (guarded.broken ? Promise.reject(new Error("the disk is away")) : disk.change(decide));
  return guarded;
}

test("a disk that fails when the rating is sealed does not keep it from being sent, and proves nothing delivered", async () => {
  const storage = breakable();
  const client = openPage({ storage });
  const open = client.open(RATING);
  expect(await open.saved).toBe("stored");
  await client.pending();
  storage.broken = true;
  endpoint.answer = () => replyOf(503);
  const { delivered } = await open.seal();
  const settled = vi.fn();
  delivered.then(settled, settled);
  await soon(() => expect(endpoint.requests.length).toBeGreaterThan(0));
  await client.flush();
  expect(settled).not.toHaveBeenCalled();
  expect(isWaiting()).toBe("1");
  endpoint.answer = (request) => storeAll(endpoint, request);
  await client.flush();
  expect(await delivered).toMatchObject({ id: open.id });
  expect(endpoint.stored.size).toBe(1);
});

test("site data erased under an open rating: it is sent all the same, and thanks come from the endpoint alone", async () => {
  const client = openPage();
  const open = client.open(RATING);
  await open.saved;
  const other = withoutCopy(indexedDB, database);
  await other.change(() => []);
  const { delivered } = await open.seal();
  expect(await delivered).toMatchObject({ id: open.id, status: "stored" });
  expect(endpoint.stored.size).toBe(1);
  other.close();
});

test("site data erased while a rating waits: it is put back, and delivered only when the endpoint says so", async () => {
  endpoint.answer = () => replyOf(503);
  const client = openPage();
  const { delivered } = await client.submit(RATING);
  const settled = vi.fn();
  delivered.then(settled, settled);
  await soon(() => expect(endpoint.requests.length).toBeGreaterThan(0));
  const other = withoutCopy(indexedDB, database);
  await other.change(() => []);
  await client.pending();
  await soon(async () => expect(await client.pending()).toBe(1));
  expect(settled).not.toHaveBeenCalled();
  endpoint.answer = (request) => storeAll(endpoint, request);
  await client.flush();
  await delivered;
  expect(endpoint.stored.size).toBe(1);
  other.close();
});

test("locks that are refused, as in a sandboxed frame, stop neither delivery nor later rounds", async () => {
  const refuse = () => Promise.reject(new DOMException("denied", "SecurityError"));
  const lock = tabLock({ request: refuse, query: navigator.locks.query } as unknown as LockManager, database);
  endpoint.answer = () => replyOf(503);
  const client = openPage({ lock });
  const { delivered } = await client.submit(RATING);
  endpoint.answer = (request) => storeAll(endpoint, request);
  await client.flush();
  expect(await delivered).toMatchObject({ status: "stored" });
});

test("a tab that has been hidden for long seals its open ratings", async () => {
  const client = openPage();
  await client.open(RATING).saved;
  client.page("left");
  await soon(() => expect(endpoint.stored.size).toBe(1));
});

test("submitting the same id twice sends one rating", async () => {
  const client = openPage();
  const id = "0b5c7a52-8f0a-4a3c-9d2e-0f6a2f1c9b11";
  const [one, two] = await Promise.all([client.submit({ ...RATING, id }), client.submit({ ...RATING, id })]);
  expect(await one?.delivered).toEqual(await two?.delivered);
  expect(endpoint.requests).toHaveLength(1);
});

test("whoever follows a rating hears its end, however often it was handed over", async () => {
  const client = openPage();
  const rating = { ...RATING, id: "0b5c7a52-8f0a-4a3c-9d2e-0f6a2f1c9b12" };
  let answer = () => {};
  const answered = new Promise<void>((resolve) => (answer = resolve));
  endpoint.answer = (request) => answered.then(() => storeAll(endpoint, request));
  const handles = [client.open(rating), client.open(rating)];
  const submissions = await Promise.all([client.submit(rating), ...handles.map((handle) => handle.seal())]);
  answer();
  for (const { delivered } of submissions) expect(await delivered).toMatchObject({ id: rating.id });
  expect(endpoint.stored.size).toBe(1);
});

test("what the endpoint has refused to another page is told here as well, without a channel between them", async () => {
  const problem = { type: "https://aftertask.dev/problems/already-rated", title: "This task has already been rated" };
  endpoint.answer = () => replyOf(503);
  const client = openPage({}, null);
  const open = client.open(RATING);
  const { delivered } = await client.submit(RATING);
  await open.saved;
  const other = withoutCopy(indexedDB, database);
  await other.change((entries) =>
    entries.map((each) => ({
      ...each,
      state: "dead" as const,
      problem,
      under: `${SETTINGS.endpoint}${SETTINGS.sdk}\n`,
    })),
  );
  await client.flush();
  await expect(delivered).rejects.toMatchObject({ name: "RatingRefusedError", problem });
  await expect((await open.seal()).delivered).rejects.toMatchObject({ problem });
  other.close();
});

test("what was refused before may be handed over once more: the end is the one that comes then", async () => {
  const rating = { ...RATING, id: "0b5c7a52-8f0a-4a3c-9d2e-0f6a2f1c9b13" };
  const problem = { type: "https://aftertask.dev/problems/ticket-required", title: "No ticket" };
  endpoint.answer = () => replyOf(200, { results: [{ id: rating.id, status: "refused", problem }] });
  const first = openPage();
  await expect((await first.submit(rating)).delivered).rejects.toMatchObject({ problem });
  expect(await first.refused()).toHaveLength(1);

  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const disk = withoutCopy(indexedDB, database);
  const client = openPage({
    notes: { read: () => [], write: () => false },
    storage: { ...disk, add: (each) => arrived.then(() => disk.add(each)) },
  });
  endpoint.answer = (request) => arrived.then(() => storeAll(endpoint, request));
  const submission = client.submit(rating);
  await client.pending();
  arrive();
  expect(await (await submission).delivered).toMatchObject({ status: "stored" });
});

test("an open rating that another page has delivered does not leave with this one", async () => {
  const client = openPage();
  const open = client.open(RATING);
  await open.saved;
  const told = new Promise((resolve) => client.on("delivered", resolve));
  const other = withoutCopy(indexedDB, database);
  await other.change((entries) => entries.map((each) => ({ ...each, since: 0 })));
  openPage();
  await told;
  client.page("leave");
  expect(endpoint.requests).toHaveLength(1);
  other.close();
});

test("a refused rating is told, kept with its reason, and rejects with the problem", async () => {
  const problem = { type: "https://aftertask.dev/problems/already-rated", title: "This task has already been rated" };
  endpoint.answer = ({ ids }) => replyOf(200, { results: [{ id: ids[0], status: "refused", problem }] });
  const client = openPage();
  const told: ClientEvents["refused"][] = [];
  client.on("refused", (detail) => told.push(detail));
  const { id, delivered } = await client.submit(RATING);
  await expect(delivered).rejects.toMatchObject({ name: "RatingRefusedError", problem });
  await soon(async () => expect(await client.refused()).toMatchObject([{ id, problem, rating: { score: 4 } }]));
  expect(told).toEqual([{ id, problem }]);
  expect(await client.pending()).toBe(0);
});

test("a listener that was taken off hears nothing more", async () => {
  const client = openPage();
  const heard: string[] = [];
  const off = client.on("delivered", ({ id }) => heard.push(id));
  await (
    await client.submit(RATING)
  ).delivered;
  off();
  await (
    await client.submit(RATING)
  ).delivered;
  expect(heard).toHaveLength(1);
});

test("a listener that another one has taken off hears nothing more", async () => {
  const client = openPage();
  const heard: string[] = [];
  client.on("delivered", () => off());
  const off = client.on("delivered", ({ id }) => heard.push(id));
  await (
    await client.submit(RATING)
  ).delivered;
  await client.pending();
  expect(heard).toEqual([]);
});

test("where nothing can be stored, the rating is 'volatile' and delivered all the same", async () => {
  endpoint.answer = () => replyOf(503);
  const client = openPage({
    storage: withoutCopy({} as IDBFactory),
    notes: Object.assign(memoryNotes(), { fails: true }),
  });
  const { delivery, delivered } = await client.submit(RATING);
  expect(delivery).toBe("volatile");
  endpoint.answer = (request) => storeAll(endpoint, request);
  await client.flush();
  expect(await delivered).toMatchObject({ status: "stored" });
});

test("where nothing can be stored, nothing that was delivered waits again, whoever looks meanwhile", async () => {
  const client = openPage({ storage: withoutCopy({} as IDBFactory) });
  const looks: Promise<number>[] = [];
  client.on("delivered", () => void looks.push(client.pending()));
  const submitted = await Promise.all([1, 2, 3].map(() => client.submit(RATING)));
  await Promise.all(submitted.map(({ delivered }) => delivered));
  await Promise.all(looks);
  await client.flush();
  expect(await client.pending()).toBe(0);
  expect(endpoint.requests.flatMap(({ ids }) => ids)).toHaveLength(3);
});

test("the 501st rating is refused visibly, and none that waits is given up for it", async () => {
  endpoint.answer = () => new Promise(() => {});
  const storage = withoutCopy(indexedDB, database);
  await storage.change(() =>
    Array.from({ length: 500 }, (_, at) =>
      entry({ id: `r${at}`, key: "pk_test", ...waiting(60_000, Date.now(), true) }),
    ),
  );
  const client = openPage();
  expect(await client.pending()).toBe(500);
  const dropped: ClientEvents["dropped"][] = [];
  client.on("dropped", (detail) => dropped.push(detail));
  await expect(client.submit(RATING)).rejects.toMatchObject({ name: "OutboxFullError" });
  expect(dropped).toMatchObject([{ because: "outbox-full" }]);
  expect(await client.pending()).toBe(500);
  storage.close();
});

test("what another page has delivered since makes room, and what waits for another project takes none", async () => {
  endpoint.answer = () => new Promise(() => {});
  const storage = withoutCopy(indexedDB, database);
  const many = (key: string) =>
    Array.from({ length: 500 }, (_, at) => entry({ id: `r${at}`, key, ...waiting(60_000, Date.now(), true) }));
  await storage.change(() => many("pk_test"));
  const client = openPage();
  expect(await client.pending()).toBe(500);
  await storage.change(() => many("pk_other"));
  expect((await client.submit(RATING)).delivery).toBe("stored");
  storage.close();
});

test("with nothing waiting, a client sends nothing and writes nothing", async () => {
  const client = openPage();
  expect(await client.pending()).toBe(0);
  expect(endpoint.requests).toHaveLength(0);
  expect(localStorage.length).toBe(0);
});

test("a rating that is no rating is refused with the remedy", async () => {
  const client = openPage();
  await expect(client.submit({} as RatingInput)).rejects.toThrow("rating must be an object with touchpoint");
  await expect(client.submit({ ...RATING, comment: "x".repeat(20_000) })).rejects.toThrow("shorter than 16 KiB");
});

test("a real server that does not know ratings keeps them here: its page is no acknowledgement", async () => {
  const client = createClient({ endpoint: "/", key: database });
  const postponed = new Promise<ClientEvents["postponed"]>((resolve) => client.on("postponed", resolve));
  const { id, delivery } = await client.submit(RATING);
  expect(delivery).toBe("stored");
  expect(await postponed).toMatchObject({ id });
  expect(await client.pending()).toBe(1);
  client.close();
});

test("a rating that is given during a pause waits for nobody: the next page sends it at once", async () => {
  endpoint.answer = () => replyOf(403);
  const paused = openPage();
  await paused.submit(RATING);
  await soon(() => expect(endpoint.requests).toHaveLength(1));
  await paused.pending();
  await paused.submit(RATING);
  expect(endpoint.requests).toHaveLength(1);
  paused.close();

  endpoint.answer = (request) => storeAll(endpoint, request);
  openPage();
  await soon(() => expect(endpoint.stored.size).toBe(2));
});

test("what another page delivers is delivered here, too, and not sent once more", async () => {
  endpoint.answer = () => replyOf(503);
  const one = openPage();
  const { id, delivered } = await one.submit(RATING);
  await soon(() => expect(endpoint.requests).toHaveLength(1));
  endpoint.answer = (request) => storeAll(endpoint, request);
  const two = openPage();
  await two.flush();
  expect(await delivered).toEqual({ id, status: "stored" });
  await one.flush();
  await two.flush();
  expect(endpoint.requests).toHaveLength(2);
});

test("leaving the page sends each open rating by itself, so that none is too large and none waits for another", async () => {
  const client = openPage();
  const [one, two] = [client.open(RATING), client.open({ ...RATING, score: 2 })];
  await Promise.all([one.saved, two.saved]);
  client.page("leave");
  expect(endpoint.requests.map(({ ids }) => ids)).toEqual([[one.id], [two.id]]);
});

test("what is still on its way to the disk is not missing there", async () => {
  let arrive = () => {};
  const disk = withoutCopy(indexedDB, database);
  const client = openPage({
    notes: { read: () => [], write: () => false },
    storage: {
      ...disk,
      async add(each) {
        await new Promise<void>((resolve) => (arrive = resolve));
        await disk.add(each);
      },
    },
  });
  endpoint.answer = () => new Promise(() => {});
  void client.submit(RATING);
  expect(await client.pending()).toBe(0);
  arrive();
  await soon(async () => expect(await client.pending()).toBe(1));
});

test("a page that is left does not listen, so that nothing throws it out of the back-forward cache", async () => {
  const listening = new Set<unknown>();
  const connect: OtherPages = (heard) => {
    listening.add(heard);
    return { tell() {}, close: () => listening.delete(heard) };
  };
  const client = openPage({}, connect);
  expect(listening.size).toBe(1);
  client.page("leave");
  expect(listening.size).toBe(0);
  client.page("left");
  expect(listening.size).toBe(1);
});

test("what is no news on the channel between pages harms nothing", async () => {
  const errors: unknown[] = [];
  const hear = (event: ErrorEvent) => errors.push(event.message);
  addEventListener("error", hear);
  openPage();
  const channel = new BroadcastChannel(database);
  for (const junk of [null, "text", { delivered: [] }, ["delivered"]])
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target
    channel.postMessage(junk);
  await new Promise((resolve) => setTimeout(resolve, 100));
  removeEventListener("error", hear);
  channel.close();
  expect(errors).toEqual([]);
});

test("without a channel between pages, what another page delivers is asked for once more, and is a duplicate", async () => {
  endpoint.answer = () => replyOf(503);
  const one = openPage({}, null);
  const { id, delivered } = await one.submit(RATING);
  await soon(() => expect(endpoint.requests).toHaveLength(1));
  endpoint.answer = (request) => storeAll(endpoint, request);
  await openPage().flush();
  await one.flush();
  expect(await delivered).toEqual({ id, status: "duplicate" });
});
