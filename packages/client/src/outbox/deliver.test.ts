import { expect, test } from "vitest";
import { claimedBy, entry, KEY, NOON, PROBLEM, waiting } from "../../test/entries.js";
import { replyOf, storeAll } from "../../test/fake-endpoint.js";
import { fakePage, type FakePage } from "../../test/fake-page.js";
import { DUE, NOW, WAKE } from "./cause.js";
import type { Entry } from "./entry.js";

const MINUTE = 60_000;

function put(page: FakePage, ...entries: Entry[]): void {
  for (const each of entries) page.storage.kept.set(each.id, each);
}

const batch = (size: number) => Array.from({ length: size }, (_, at) => entry({ id: `r${at}`, addedAt: NOON + at }));
const heldAs = (page: FakePage, id: string) => page.storage.kept.get(id);

test("a rating leaves the outbox after the endpoint has named it, not before", async () => {
  const page = fakePage();
  put(page, entry({ id: "a" }));
  let held: Entry | undefined;
  page.endpoint.answer = (request) => {
    held = heldAs(page, "a");
    return storeAll(page.endpoint, request);
  };
  await page.delivery.round(NOW);
  expect(held).toMatchObject(claimedBy("me"));
  expect(page.storage.kept.size).toBe(0);
  expect(page.news).toEqual([["delivered", { id: "a", status: "stored" }]]);
});

test("a 2xx that does not name the rating keeps it", async () => {
  const page = fakePage();
  put(page, entry({ id: "a" }));
  page.endpoint.answer = () => replyOf(200, "<html>Please log in</html>");
  await page.delivery.round(NOW);
  expect(heldAs(page, "a")).toMatchObject({ attempts: 1, ...waiting(1000) });
  expect(page.news).toEqual([["postponed", { id: "a", because: "unreachable", retryInMs: 1000 }]]);
});

test("what failed is tried again by itself, ever more slowly, and is delivered when the endpoint is back", async () => {
  const page = fakePage();
  put(page, entry({ id: "a" }));
  page.endpoint.answer = () => replyOf(503);
  await page.delivery.round(NOW);
  await page.clock.pass(10 * MINUTE);
  const tries = page.endpoint.requests.length;
  expect(tries).toBeGreaterThan(5);
  expect(tries).toBeLessThanOrEqual(15);
  page.endpoint.answer = (request) => storeAll(page.endpoint, request);
  await page.clock.pass(5 * MINUTE);
  expect(page.endpoint.stored.has("a")).toBe(true);
  expect(page.clock.timers).toBe(0);
});

test.each(batch(20).map(({ id }) => id))(
  "one bad rating among twenty (%s) is found in at most twelve requests, and the others are delivered",
  async (bad) => {
    const page = fakePage();
    put(page, ...batch(20));
    page.endpoint.answer = (request) =>
      request.ids.includes(bad) ? replyOf(400, { type: "x/invalid", title: "No" }) : storeAll(page.endpoint, request);
    await page.delivery.round(NOW);
    expect(page.endpoint.stored.size).toBe(19);
    expect([...page.storage.kept.keys()]).toEqual([bad]);
    expect(heldAs(page, bad)?.state).toBe("dead");
    expect(page.endpoint.requests.length).toBeLessThanOrEqual(12);
  },
);

test("twenty bad ratings are all found", async () => {
  const page = fakePage();
  put(page, ...batch(20));
  page.endpoint.answer = () => replyOf(422, { type: "x/invalid", title: "No" });
  await page.delivery.round(NOW);
  expect(new Set([...page.storage.kept.values()].map(({ state }) => state))).toEqual(new Set(["dead"]));
  expect(page.endpoint.requests.length).toBeLessThanOrEqual(50);
});

test("one that fails for ever does not stand before the others", async () => {
  const page = fakePage({}, { single: true });
  put(page, ...batch(3));
  const single = (body: string) => JSON.parse(body) as { id: string };
  page.endpoint.send = async (body) => {
    const { id } = single(body);
    page.endpoint.requests.push({ body, ids: [id], envelope: undefined as never, aborted: false, outlive: false });
    return id === "r0" ? replyOf(500) : replyOf(200, { results: [{ id, status: "stored" }] });
  };
  await page.delivery.round(NOW);
  await page.clock.pass(5000);
  expect([...page.storage.kept.keys()]).toEqual(["r0"]);
});

test("a request that is too large is sent in halves, and the next ones stay small", async () => {
  const page = fakePage();
  put(page, ...batch(20));
  page.endpoint.answer = (request) => (request.ids.length > 6 ? replyOf(413) : storeAll(page.endpoint, request));
  await page.delivery.round(NOW);
  expect(page.endpoint.stored.size).toBe(20);
  put(page, ...batch(4).map((each) => ({ ...each, id: `n${each.id}` })));
  const before = page.endpoint.requests.length;
  await page.delivery.round(NOW);
  expect(page.endpoint.requests.slice(before).every(({ ids }) => ids.length <= 6)).toBe(true);
});

test("a wrong key or address keeps everything and is probed rarely", async () => {
  const page = fakePage();
  put(page, entry({ id: "a" }), entry({ id: "b" }));
  page.endpoint.answer = () => replyOf(403);
  await page.delivery.round(NOW);
  await page.delivery.round(WAKE);
  expect(page.endpoint.requests).toHaveLength(1);
  expect(page.news[0]).toMatchObject([
    "postponed",
    { id: "a", because: "paused", retryInMs: 5 * MINUTE, problem: { title: "The endpoint answered 403" } },
  ]);
  await page.clock.pass(14 * MINUTE);
  expect(page.endpoint.requests).toHaveLength(2);
  expect(heldAs(page, "a")?.state).toBe("sealed");
  page.endpoint.answer = (request) => storeAll(page.endpoint, request);
  await page.clock.pass(MINUTE);
  expect(page.storage.kept.size).toBe(0);
});

test("a host that asks for it now cuts a pause short: somebody may have mended address or key", async () => {
  const page = fakePage();
  put(page, entry({ id: "a" }));
  page.endpoint.answer = () => replyOf(403);
  await page.delivery.round(NOW);
  put(page, entry({ id: "b", ...claimedBy("") }));
  await page.delivery.send([entry({ id: "b", ...claimedBy("") })]);
  expect(page.endpoint.requests).toHaveLength(1);
  page.endpoint.answer = (request) => storeAll(page.endpoint, request);
  // So long the one that came meanwhile passes for being sent.
  await page.clock.pass(20_000);
  expect(page.endpoint.requests).toHaveLength(1);
  await page.delivery.round(NOW);
  await page.delivery.round(NOW);
  expect(page.endpoint.stored.size).toBe(2);
});

test("silence that the endpoint asked for is kept by wake-ups, by the host's flush and by fresh ratings", async () => {
  const page = fakePage();
  put(page, entry({ id: "a" }));
  page.endpoint.answer = () => replyOf(429, {}, { "Retry-After": "120" });
  await page.delivery.round(NOW);
  put(page, entry({ id: "b", ...claimedBy("") }));
  await page.delivery.send([entry({ id: "b" })]);
  await page.delivery.round(WAKE);
  await page.delivery.round(NOW);
  await page.clock.pass(119_000);
  expect(page.endpoint.requests).toHaveLength(1);
  page.endpoint.answer = (request) => storeAll(page.endpoint, request);
  await page.clock.pass(2000);
  expect(page.endpoint.stored.size).toBe(2);
});

test("a wake-up shortens the wait after a failure, but not below a second", async () => {
  const page = fakePage();
  put(page, entry({ id: "a", attempts: 9, ...waiting(5 * MINUTE) }));
  page.endpoint.answer = () => replyOf(503);
  await page.delivery.round(WAKE);
  expect(page.endpoint.requests).toHaveLength(1);
  await page.delivery.round(WAKE);
  expect(page.endpoint.requests).toHaveLength(1);
  await page.clock.pass(1000);
  expect(page.endpoint.requests).toHaveLength(2);
});

test("fifty ratings that waited go in three requests", async () => {
  const page = fakePage();
  put(
    page,
    ...batch(50).map((each) => ({
      ...each,
      ...waiting(MINUTE),
    })),
  );
  await page.delivery.round(WAKE);
  expect(page.endpoint.requests.map(({ ids }) => ids.length)).toEqual([20, 20, 10]);
});

test("a fresh rating goes out alone at once while older ones wait", async () => {
  const page = fakePage();
  put(page, entry({ id: "old", ...waiting(MINUTE) }));
  page.endpoint.answer = () => replyOf(503);
  const fresh = entry({ id: "new", ...claimedBy("") });
  put(page, fresh);
  await page.delivery.send([fresh]);
  expect(page.endpoint.requests.map(({ ids }) => ids)).toEqual([["new"]]);
});

test("a fresh rating's request is to outlive the page, a round's is not: it would hold a connection for nobody", async () => {
  const page = fakePage();
  put(page, entry({ id: "old" }));
  const fresh = entry({ id: "new", ...claimedBy("") });
  await page.delivery.send([fresh]);
  expect(page.endpoint.requests.map(({ ids, outlive }) => [ids[0], outlive])).toEqual([
    ["new", true],
    ["old", false],
  ]);
});

test("while another page delivers, this one keeps away; after 30 s it no longer believes it", async () => {
  const page = fakePage();
  put(page, entry({ id: "a" }));
  page.locked = true;
  await page.delivery.round(DUE);
  await page.clock.pass(29_000);
  expect(page.endpoint.requests).toHaveLength(0);
  await page.clock.pass(2000);
  expect(page.endpoint.stored.has("a")).toBe(true);
});

test("two pages that share a storage and no lock send twice at most, and nothing is lost", async () => {
  const one = fakePage();
  const two = fakePage({ ...one }, { by: "other-tab" });
  put(one, ...batch(30));
  await Promise.all([one.delivery.round(NOW), two.delivery.round(NOW)]);
  expect(one.endpoint.stored.size).toBe(30);
  expect(one.storage.kept.size).toBe(0);
});

test("ratings of another project stay where they are", async () => {
  const page = fakePage();
  put(page, entry({ id: "a", key: "pk_other" }));
  await page.delivery.round(NOW);
  expect(page.endpoint.requests).toHaveLength(0);
  expect(heldAs(page, "a")).toEqual(entry({ id: "a", key: "pk_other" }));
});

test("with nothing waiting, nothing is sent, written or planned", async () => {
  const page = fakePage();
  await page.clock.pass(MINUTE);
  expect(page.endpoint.requests).toHaveLength(0);
  expect(page.clock.timers).toBe(0);
});

test("what an earlier page left is delivered within two seconds of the start", async () => {
  const page = fakePage();
  put(page, entry({ id: "a", attempts: 3, ...waiting(5 * MINUTE) }));
  await page.clock.pass(2000);
  expect(page.endpoint.stored.has("a")).toBe(true);
});

test("an open rating that nobody touched for ten minutes is sealed and sent as it is", async () => {
  const page = fakePage();
  put(page, entry({ id: "a", state: "open", by: "them", ...waiting(10 * MINUTE, NOON, true) }));
  await page.clock.pass(10 * MINUTE - 1000);
  expect(page.endpoint.requests).toHaveLength(0);
  await page.clock.pass(3000);
  expect(page.endpoint.stored.get("a")).toBe('{"id":"a"}');
});

test("a rating older than 30 days is tried once more before it is given up, and the loss is reported", async () => {
  const page = fakePage();
  put(page, entry({ id: "a", addedAt: NOON - 31 * 86_400_000 }));
  page.endpoint.answer = () => replyOf(503);
  await page.delivery.round(NOW);
  expect(page.news).toEqual([["dropped", { id: "a", because: "expired" }]]);
  expect(page.storage.kept.size).toBe(0);
});

test("ratings that were given up are reported until a delivery arrives", async () => {
  const page = fakePage();
  page.lost.add("expired", 1);
  page.lost.add("expired", 1);
  put(page, entry({ id: "a" }));
  page.endpoint.answer = () => replyOf(503);
  await page.delivery.round(NOW);
  page.endpoint.answer = (request) => storeAll(page.endpoint, request);
  await page.clock.pass(MINUTE);
  expect(page.endpoint.requests.map(({ envelope }) => envelope.lost)).toEqual([{ expired: 2 }, { expired: 2 }]);
  expect(page.lost.count()).toEqual({});
});

test("what is given up while a request is under way is reported with the next one", async () => {
  const page = fakePage();
  page.lost.add("expired", 1);
  put(page, entry({ id: "a" }));
  page.endpoint.answer = (request) => {
    page.lost.add("expired", 1);
    page.lost.add("outbox-full", 3);
    return storeAll(page.endpoint, request);
  };
  await page.delivery.round(NOW);
  expect(page.lost.count()).toEqual({ expired: 1, "outbox-full": 3 });
});

test("a dead rating is tried once more after the endpoint or the sender has changed", async () => {
  const page = fakePage();
  put(page, entry({ id: "a", state: "dead", problem: PROBLEM, under: "elsewhere\n" }));
  put(page, entry({ id: "b", state: "dead", problem: PROBLEM, under: "here\n" }));
  await page.delivery.round(NOW);
  expect([...page.endpoint.stored.keys()]).toEqual(["a"]);
});

test("a freeze gives up the round's request, writes nothing more and lets the lock go", async () => {
  const page = fakePage();
  put(page, entry({ id: "a" }));
  page.endpoint.answer = () => new Promise(() => {});
  const round = page.delivery.round(NOW);
  await page.clock.pass(0);
  page.delivery.stop();
  await round;
  expect(page.endpoint.requests[0]?.aborted).toBe(true);
  expect(heldAs(page, "a")).toMatchObject(claimedBy("me"));
  page.endpoint.answer = (request) => storeAll(page.endpoint, request);
  // Back again, it knows that its own claim came to nothing.
  await page.clock.pass(1000);
  await page.delivery.round(WAKE);
  expect(page.endpoint.stored.has("a")).toBe(true);
});

test("after a stop no round begins until something wakes it", async () => {
  const page = fakePage();
  put(page, entry({ id: "a" }));
  page.delivery.stop();
  await page.clock.pass(60 * MINUTE);
  await page.delivery.round(NOW);
  expect(page.endpoint.requests).toHaveLength(0);
  await page.delivery.round(WAKE);
  expect(page.endpoint.stored.has("a")).toBe(true);
});

test("a stop holds, although a round that something woke is still to come", async () => {
  const page = fakePage();
  put(page, entry({ id: "a" }));
  void page.delivery.round(WAKE);
  page.delivery.stop();
  await page.clock.pass(60 * MINUTE);
  expect(page.endpoint.requests).toHaveLength(0);
});

test("a stop holds, although the lock is refused to a round only afterwards", async () => {
  let refuse = () => {};
  const page = fakePage({ lock: (work) => new Promise<void>((resolve) => (refuse = resolve)).then(() => work(false)) });
  put(page, entry({ id: "a" }));
  void page.delivery.round(WAKE);
  await page.clock.pass(0);
  page.delivery.stop();
  refuse();
  await page.clock.pass(0);
  expect(page.clock.timers).toBe(0);
});

test("a request without a reply is given up after ten seconds, though the transport take no notice of it", async () => {
  const page = fakePage();
  put(page, entry({ id: "a" }));
  page.endpoint.answer = () => new Promise(() => {});
  void page.delivery.round(NOW);
  await page.clock.pass(9999);
  expect(page.endpoint.requests[0]?.aborted).toBe(false);
  await page.clock.pass(1);
  expect(page.endpoint.requests[0]?.aborted).toBe(true);
  expect(page.news).toMatchObject([["postponed", { id: "a", because: "unreachable" }]]);
});

test("a rating that another page delivered meanwhile is not put back by a failure here", async () => {
  const page = fakePage();
  put(page, entry({ id: "a" }));
  page.endpoint.answer = () => {
    page.storage.kept.delete("a");
    return replyOf(503);
  };
  await page.delivery.round(NOW);
  expect(page.storage.kept.size).toBe(0);
});

test("the envelope carries the stored bytes, the key, the sender and the time", async () => {
  const page = fakePage();
  const body = '{"id":"a","comment":"  spaced,\\u0041 as it was  "}';
  put(page, entry({ id: "a", body }));
  await page.delivery.round(NOW);
  expect(page.endpoint.requests[0]?.body).toContain(body);
  expect(page.endpoint.requests[0]?.envelope).toMatchObject({
    key: KEY,
    sdk: "client/0",
    sentAt: "2026-11-21T12:00:00.000Z",
  });
});

test("an endpoint that wants one rating later, such as one of a touchpoint that it does not know yet, hears of the next at once", async () => {
  const page = fakePage();
  put(page, entry({ id: "unknown" }));
  page.endpoint.answer = (request) =>
    request.ids.includes("unknown")
      ? replyOf(200, { results: [{ id: "unknown", status: "retry", retryAfterMs: 300_000 }] })
      : storeAll(page.endpoint, request);
  await page.delivery.round(NOW);
  const fresh = entry({ id: "known" });
  put(page, fresh);
  await page.delivery.send([fresh]);
  expect([...page.endpoint.stored.keys()]).toEqual(["known"]);
  await page.clock.pass(299_000);
  expect(page.endpoint.requests).toHaveLength(2);
  await page.clock.pass(2000);
  expect(page.endpoint.requests).toHaveLength(3);
});

test("a time that the endpoint has named is not cut short by what an earlier request meets", async () => {
  const page = fakePage();
  put(page, entry({ id: "old" }));
  let end = () => {};
  page.endpoint.answer = (request) =>
    request.ids.includes("old")
      ? new Promise((resolve) => (end = () => resolve(replyOf(503))))
      : replyOf(429, {}, { "Retry-After": "3600" });
  const round = page.delivery.round(NOW);
  await page.clock.pass(0);
  const fresh = entry({ id: "new" });
  put(page, fresh);
  const sent = page.delivery.send([fresh]);
  await page.clock.pass(0);
  end();
  await Promise.all([round, sent]);
  await page.clock.pass(50 * MINUTE);
  expect(page.endpoint.requests).toHaveLength(2);
});

test("the first round of a page is not put off by what its first rating meets", async () => {
  const page = fakePage();
  put(page, entry({ id: "old", attempts: 9, ...waiting(60 * MINUTE) }));
  page.endpoint.answer = () => replyOf(503);
  const fresh = entry({ id: "new", ...claimedBy("") });
  put(page, fresh);
  await page.delivery.send([fresh]);
  await page.clock.pass(5000);
  expect(page.endpoint.requests.some(({ ids }) => ids.includes("old"))).toBe(true);
});

test("a page that ends while a round chooses sends nothing any more", async () => {
  const page = fakePage();
  put(page, entry({ id: "a" }));
  const change = page.storage.change.bind(page.storage);
  page.storage.change = async (decide) => {
    await change(decide);
    page.delivery.stop();
  };
  await page.delivery.round(NOW);
  expect(page.endpoint.requests).toEqual([]);
});

test.each([
  [false, 480],
  [true, 499],
])(
  "giving up is no reason to hurry: what is too old goes request by request as well (single: %s)",
  async (single, left) => {
    const page = fakePage({}, { single });
    put(page, ...batch(500).map((each) => ({ ...each, addedAt: each.addedAt - 31 * 86_400_000 })));
    page.endpoint.answer = () => replyOf(503, {}, { "Retry-After": "3600" });
    page.endpoint.send = (
      (send) =>
      (body, ...rest) =>
        send(single ? `{"ratings":[${body}]}` : body, ...rest)
    )(page.endpoint.send);
    await page.delivery.round(NOW);
    await page.clock.pass(MINUTE);
    expect(page.endpoint.requests).toHaveLength(1);
    expect(page.storage.kept.size).toBe(left);
  },
);

test("a time that a timer cannot hold, as a later version may write it, is slept through in parts", async () => {
  const page = fakePage();
  put(page, entry({ id: "a", by: "other", delay: 2_592_000_000, firm: true }));
  const waits: number[] = [];
  const clock = {
    ...page.clock,
    after(ms: number, run: () => void) {
      waits.push(ms);
      return page.clock.after(ms, run);
    },
  };
  await fakePage({ storage: page.storage, clock }).delivery.round(NOW);
  expect(waits.at(-1)).toBe(60 * MINUTE);
});

test("a time that the endpoint has named begins with its answer, for other pages as well", async () => {
  const page = fakePage();
  put(page, entry({ id: "a" }));
  page.endpoint.answer = async () => {
    await new Promise<void>((resolve) => page.clock.after(8000, resolve));
    return replyOf(503, {}, { "Retry-After": "5" });
  };
  void page.delivery.round(NOW);
  await page.clock.pass(8000);
  expect(heldAs(page, "a")).toMatchObject(waiting(5000, NOON + 8000, true));
});

test("a time that the endpoint has named is not cut short by a shorter one that it names for another request", async () => {
  const page = fakePage();
  await page.delivery.round(NOW);
  const [first, second] = [entry({ id: "a" }), entry({ id: "b" })];
  put(page, first, second);
  page.endpoint.answer = async ({ ids: [id] }) => {
    await new Promise<void>((resolve) => page.clock.after(id === "a" ? 1000 : 2000, resolve));
    return replyOf(503, {}, { "Retry-After": id === "a" ? "3600" : "1" });
  };
  void page.delivery.send([first]);
  void page.delivery.send([second]);
  await page.clock.pass(30 * MINUTE);
  expect(page.endpoint.requests).toHaveLength(2);
});

test("losses are not told until an envelope was taken, and never by what has no room for them", async () => {
  const page = fakePage();
  page.lost.add("expired", 3);
  put(page, entry({ id: "a" }));
  page.endpoint.answer = () => replyOf(422, PROBLEM);
  await page.delivery.round(NOW);
  expect(page.lost.count()).toEqual({ expired: 3 });

  const bare = fakePage({}, { single: true });
  bare.lost.add("expired", 3);
  put(bare, entry({ id: "a" }));
  bare.endpoint.send = async () => replyOf(200, { results: [{ id: "a", status: "stored" }] });
  await bare.delivery.round(NOW);
  expect(bare.storage.kept.size).toBe(0);
  expect(bare.lost.count()).toEqual({ expired: 3 });
});
