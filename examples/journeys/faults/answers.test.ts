import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import type { Tab } from "./engine.js";
import { chromiumIt } from "./engines/index.js";
import { Harness } from "./harness.js";
import type { HarnessPage } from "./page.js";
import { CAPTIVE_PORTAL, CLEAR, type Fault } from "./proxy.js";
import { sized } from "./random.js";
import { AWAY } from "./weather.js";

const MINUTE = 60_000;
const TROUBLE = { type: "about:blank", title: "Not like this" };
const POISON = "This rating is refused by somebody on the way.";

/** Ratings that the endpoint can never accept, as the client lists them. */
function refused(tab: Tab): Promise<string[]> {
  return tab.run(async () => {
    const { client } = globalThis as unknown as HarnessPage;
    return (await client.refused()).map(({ id }) => id);
  });
}

function waiting(tab: Tab): Promise<number> {
  return tab.run(() => (globalThis as unknown as HarnessPage).client.pending());
}

function flush(tab: Tab): Promise<void> {
  return tab.run(() => (globalThis as unknown as HarnessPage).client.flush());
}

function problem(status: number): Fault {
  const headers = { "content-type": "application/problem+json" };
  return { kind: "status", status, headers, body: JSON.stringify({ ...TROUBLE, status }) };
}

/**
 * Moves the page's clock, while no request is under way: the time that those take is real, and they would be given up. A
 * timer that is due meanwhile fires after the jump.
 */
async function jump({ proxy }: Harness, { page }: Tab, ms: number): Promise<void> {
  await expect.poll(() => proxy.underWay, { timeout: 10_000 }).toBe(0);
  await pause(1_000);
  await page.clock.fastForward(ms);
  await pause(1_000);
}

/** Lets ratings wait while the network is away. */
async function pile(harness: Harness, tab: Tab, count: number): Promise<void> {
  harness.proxy.weather = AWAY;
  for (let number = 0; number < count; number++) await harness.rate(tab);
}

it.each(Array.from({ length: sized(1, 10) }, (_, round) => round))(
  "T13: one rating that nobody accepts does not hold up nineteen others (round %i)",
  async (round) => {
    const harness = await Harness.forTest(1_300 + round);
    const tab = await harness.openTab();
    const place = Math.floor(harness.random() * 19);
    await pile(harness, tab, place);
    const id = crypto.randomUUID();
    await harness.rate(tab, { id, comment: POISON });
    await pile(harness, tab, 19 - place);
    const before = harness.proxy.posts.length;

    harness.proxy.weather = (body) => (body.includes(POISON) ? problem(400) : { kind: "pass" });
    await expect.poll(() => flush(tab).then(() => refused(tab)), { timeout: MINUTE }).toEqual([id]);
    await expect.poll(() => waiting(tab), { timeout: MINUTE }).toBe(0);
    expect(harness.proxy.posts.length - before, "halves of twenty").toBeLessThanOrEqual(12);

    // Told, and kept to be looked at: not promised any more.
    harness.promised.delete(id);
    const { stored } = await harness.verify();
    expect(stored).toBe(19);
  },
  2 * MINUTE,
);

it("T13: what the collector itself finds invalid is refused alone", async () => {
  const harness = await Harness.forTest(13);
  const tab = await harness.openTab();
  await pile(harness, tab, 9);
  await harness.rate(tab, { id: "not-a-uuid" });
  await harness.drain(tab);
  expect(await refused(tab)).toEqual(["not-a-uuid"]);
  harness.promised.delete("not-a-uuid");
  const { stored } = await harness.verify();
  expect(stored).toBe(9);
});

it("T13: a gateway that takes 4 KiB gets smaller batches, and refuses only what is larger by itself", async () => {
  const harness = await Harness.forTest(14);
  const tab = await harness.openTab();
  await pile(harness, tab, 30);
  const id = crypto.randomUUID();
  await harness.rate(tab, { id, comment: "x".repeat(1_900) + "é".repeat(1_900) });
  harness.proxy.weather = (body) => (Buffer.byteLength(body) > 4_096 ? problem(413) : { kind: "pass" });
  await expect.poll(() => flush(tab).then(() => waiting(tab)), { timeout: MINUTE }).toBe(0);
  expect(await refused(tab)).toEqual([id]);
  harness.promised.delete(id);
  const { stored } = await harness.verify();
  expect(stored).toBe(30);
});

it("T13: ratings that an endpoint refuses one and all are kept, and delivered when the sender is another", async () => {
  const harness = await Harness.forTest(15);
  const tab = await harness.openTab();
  await pile(harness, tab, 4);
  harness.proxy.weather = () => problem(400);
  await expect.poll(() => flush(tab).then(() => refused(tab)), { timeout: MINUTE }).toHaveLength(4);
  await harness.closeTab(tab);

  harness.proxy.weather = CLEAR;
  const next = await harness.openTab({ path: "/harness/page.html?bare" });
  await next.run(() => {
    const here = globalThis as unknown as HarnessPage;
    here.client = here.createClient({ endpoint: "/v1/ratings", key: "pk_intranet", sdk: "mended/2" });
  });
  await harness.drain(next);
  await expect.poll(() => refused(next), { timeout: MINUTE }).toEqual([]);
  const { stored } = await harness.verify();
  expect(stored).toBe(4);
});

chromiumIt(
  "T14: 401, 403, 404 or 410 for five minutes loses nothing, and is asked about four times at most",
  async () => {
    // All at once: they wait for the clock most of the time.
    await Promise.all(
      [401, 403, 404, 410].map(async (status) => {
        const harness = await Harness.forTest(1_400 + status);
        const tab = await harness.openTab({ prepare: ({ page }) => page.clock.install() });
        harness.proxy.weather = () => problem(status);
        for (let number = 0; number < 3; number++) await harness.rate(tab);
        for (let minute = 0; minute < 5; minute++) await jump(harness, tab, MINUTE);
        expect(harness.proxy.posts.length, `requests that were answered ${status}`).toBeLessThanOrEqual(4);

        harness.proxy.weather = CLEAR;
        const later = async () => {
          await jump(harness, tab, 5 * MINUTE);
          return waiting(tab);
        };
        await expect.poll(later, { timeout: MINUTE, message: "waiting, as hours pass" }).toBe(0);
        const { stored } = await harness.verify();
        expect(stored).toBe(3);
      }),
    );
  },
);

it("T14: an endpoint that is mended is found by the next page", async () => {
  const harness = await Harness.forTest(1_400);
  const tab = await harness.openTab();
  harness.proxy.weather = () => problem(404);
  for (let number = 0; number < 3; number++) await harness.rate(tab);
  await harness.closeTab(tab);
  await harness.drain(await harness.openTab());
  const { stored } = await harness.verify();
  expect(stored).toBe(3);
});

it.each([
  ["a sign-in page that says 200", CAPTIVE_PORTAL],
  ["a redirect to one", { kind: "status", status: 302, headers: { location: "/harness/page.html" } }],
  ["511", { kind: "status", status: 511 }],
] satisfies [string, Fault][])("T24: %s acknowledges nothing", async (_name, portal) => {
  const harness = await Harness.forTest(24);
  const tab = await harness.openTab();
  harness.proxy.weather = () => portal;
  const count = sized(3, 10);
  for (let number = 0; number < count; number++) await harness.rate(tab);
  await expect.poll(() => harness.proxy.posts.length, { timeout: 10_000 }).toBeGreaterThan(0);
  await flush(tab);
  expect([...harness.promised.values()]).not.toContain("delivered");
  expect(await waiting(tab)).toBe(count);
  await harness.drain(tab);
  const { stored } = await harness.verify();
  expect(stored).toBe(count);
});
