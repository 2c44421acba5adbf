import type { Request } from "playwright";
import { expect, it } from "vitest";
import type { Tab } from "./engine.js";
import { BROWSER } from "./engines/index.js";
import { Harness } from "./harness.js";
import type { HarnessPage } from "./page.js";
import { sized } from "./random.js";
import { Relay, type Treatment } from "./relay.js";

// A browser carries 64 KiB for all keepalive requests of a page together, those of the host included.

/** 8 KiB, in as many characters as a comment may have. */
const COMMENT = "é".repeat(4_000);
const COUNT = 100;

const silent: Treatment = () => new Promise(() => {});

/** The host posts 60 kB that nobody answers. Fails unless the browser refuses a rating's worth of bytes from then on. */
async function useUp(tab: Tab, relay: Relay): Promise<void> {
  const refused = await tab.run(async (address) => {
    const post = (bytes: number) =>
      fetch(address, { method: "POST", mode: "no-cors", keepalive: true, body: "x".repeat(bytes) });
    post(60_000).catch(() => {});
    return post(8_000).then(
      () => false,
      () => true,
    );
  }, relay.address);
  expect(refused, "the browser refuses more").toBe(true);
}

/** Half of them one after another, half of them at once. */
async function rateAll(harness: Harness, tab: Tab): Promise<void> {
  for (let number = 0; number < COUNT / 2; number++) await harness.rate(tab, { comment: COMMENT });
  await Promise.all(Array.from({ length: COUNT / 2 }, () => harness.rate(tab, { comment: COMMENT })));
}

/** How long requests for ratings have lasted, in milliseconds, those included that last still. */
function watchRequests({ page }: Tab): () => number[] {
  const begun = new Map<Request, number>();
  const lasted: number[] = [];
  const end = (request: Request) => {
    lasted.push(performance.now() - (begun.get(request) ?? 0));
    begun.delete(request);
  };
  page.on("request", (request) => {
    if (request.url().endsWith("/v1/ratings")) begun.set(request, performance.now());
  });
  page.on("requestfinished", end);
  page.on("requestfailed", end);
  return () => [...lasted, ...[...begun.values()].map((at) => performance.now() - at)];
}

it(
  "T11: long ratings are delivered while the host uses the budget up, and no request is left hanging",
  async () => {
    const harness = await Harness.forTest(111);
    const relay = await Relay.forTest(harness.proxy.address, silent);
    const rounds = sized(1, 10);
    for (let round = 0; round < rounds; round++) {
      const tab = await harness.openTab();
      // Only there can a request be watched from outside the page.
      const lasted = BROWSER === "chromium" ? watchRequests(tab) : () => [0];
      await useUp(tab, relay);
      await rateAll(harness, tab);
      await harness.drain(tab, 45_000);
      // 10 s are the client's own limit.
      expect(Math.max(...lasted()), "milliseconds of the longest request").toBeLessThan(20_000);
      await harness.closeTab(tab);
    }
    const { stored } = await harness.verify();
    expect(stored).toBe(rounds * COUNT);
  },
  120_000 * sized(1, 10),
);

/** What the server behind says, in two halves and not to be cached. */
const slow: Treatment = async (_incoming, askBehind) => {
  const answer = await askBehind();
  return { ...answer, headers: { ...answer.headers, "cache-control": "no-store" }, pauseMs: 20 };
};

it("T12: 200 ratings, one after another, are all sent at the first attempt, however slow the answers are", async () => {
  const harness = await Harness.forTest(120);
  const relay = await Relay.forTest(harness.proxy.address, slow);
  const tab = await harness.openTab();
  await tab.goto(`${relay.address}/harness/page.html`);
  const ids = Array.from({ length: 200 }, () => crypto.randomUUID());
  for (const id of ids) harness.issued.add(id);
  const postponed = await tab.run(async (given) => {
    const { client, settled } = globalThis as unknown as HarnessPage;
    const reasons: string[] = [];
    client.on("postponed", ({ because }) => reasons.push(because));
    for (const id of given) {
      const rating = { id, touchpoint: "it.access-request", instrument: "outcome5", score: 4 } as const;
      const { delivery, delivered } = await client.submit({ ...rating, comment: "é".repeat(500) });
      settled(id, delivery);
      await delivered;
    }
    return reasons;
  }, ids);
  expect(postponed).toEqual([]);
  const { stored } = await harness.verify();
  expect(stored).toBe(ids.length);
}, 120_000);
