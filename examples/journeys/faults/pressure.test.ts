import { afterEach, expect, it } from "vitest";
import type { Tab } from "./engine.js";
import { Harness } from "./harness.js";
import { pending } from "./in-tab.js";
import { TOUCHPOINT } from "./ledger.js";
import type { HarnessPage } from "./page.js";
import { CLEAR } from "./proxy.js";

let harness: Harness;
afterEach(() => harness.end());

/** One after the other, six hundred take minutes where other programs want the processors, too. */
const AT_ONCE = 25;

/** Submits so many ratings, some at a time. Gives what became of each: a level, or the name of an error. */
async function rateMany(tab: Tab, count: number): Promise<[id: string, became: string][]> {
  const ids = Array.from({ length: count }, () => crypto.randomUUID());
  for (const id of ids) harness.issued.add(id);
  const became = await tab.run(
    async ({ given, touchpoint, atOnce }) => {
      const { client } = globalThis as unknown as HarnessPage;
      const rate = (id: string) =>
        client.submit({ id, touchpoint, instrument: "outcome5", score: 4, person: id }).then(
          ({ delivery }) => delivery,
          ({ name }: Error) => name,
        );
      const heard: string[] = [];
      for (let at = 0; at < given.length; at += atOnce)
        heard.push(...(await Promise.all(given.slice(at, at + atOnce).map(rate))));
      return heard;
    },
    { given: ids, touchpoint: TOUCHPOINT, atOnce: AT_ONCE },
  );
  return ids.map((id, at) => [id, became[at] ?? ""]);
}

const lostIn = (body: string) => (JSON.parse(body) as { lost?: Record<string, number> }).lost ?? {};

it("T30: of 600 ratings without a network 500 are kept, and 100 are refused visibly and counted", async () => {
  harness = await Harness.start(30);
  harness.proxy.weather = () => ({ kind: "reset-before" });
  const tab = await harness.openTab();
  await tab.run(() => {
    const here = globalThis as unknown as HarnessPage & { dropped: string[] };
    here.dropped = [];
    here.client.on("dropped", ({ because }) => here.dropped.push(because));
  });
  const became = await rateMany(tab, 600);
  for (const [id, level] of became) harness.ledger.settled(id, level);
  expect(became.slice(0, 500).every(([, level]) => level === "stored")).toBe(true);
  expect(became.slice(500).every(([, error]) => error === "OutboxFullError")).toBe(true);
  const dropped = await tab.run(() => (globalThis as unknown as { dropped: string[] }).dropped);
  expect(dropped).toEqual(Array.from({ length: 100 }, () => "outbox-full"));
  expect(await pending(tab)).toBe(500);
  await harness.closeTab(tab);

  const before = harness.proxy.posts.length;
  harness.proxy.weather = CLEAR;
  const next = await harness.openTab();
  await harness.drain(next);
  const posts = harness.proxy.posts.slice(before).map(({ body }) => lostIn(body));
  // The first may still be one of the page that is gone, begun before it had counted to a hundred.
  const told = posts.filter((lost) => "outbox-full" in lost);
  expect(told, "the next delivery says what is missing, and says so once").toEqual([{ "outbox-full": 100 }]);
  const { stored, promised } = await harness.verify();
  expect({ stored, promised }).toEqual({ stored: 500, promised: 500 });
}, 180_000);
