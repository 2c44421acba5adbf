// What the client does while an endpoint is down or asks for patience. An hour of it in a second: in Node, where the
// client has the public interface and nothing but memory, under a clock that is wound on by hand.
import { createClient } from "@aftertask/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { seeded, SEED, sized } from "./random.js";

const endpoints = new Map<string, () => Promise<Response>>();

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOON = Date.UTC(2026, 10, 23, 12);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
  vi.stubGlobal("fetch", (address: string) => endpoints.get(address)?.());
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Timers run one by one, and all that needs no timer happens between them. */
async function pass(ms: number): Promise<void> {
  let over = false;
  setTimeout(() => (over = true), ms);
  while (!over) {
    vi.advanceTimersToNextTimer();
    await new Promise(setImmediate);
    // This clock has whole milliseconds: what waits for a part of one would wait for ever.
    vi.advanceTimersByTime(1);
  }
}

/** A client's rating, delivered by an endpoint of its own; before that answers, `fault` may. */
async function rate(fault: (asked: number) => Response | undefined) {
  /** The moments of its requests. */
  const asked: number[] = [];
  const id = crypto.randomUUID();
  const endpoint = `https://collector.example/${id}`;
  endpoints.set(endpoint, async () => {
    asked.push(performance.now());
    return fault(asked.length) ?? Response.json({ results: [{ id, status: "stored" }] });
  });
  const client = createClient({ endpoint, key: "pk_intranet" });
  const { delivered } = await client.submit({ id, touchpoint: "it.access-request", instrument: "outcome5", score: 4 });
  return { client, asked, delivered };
}

it("T6: a collector that is down for ten minutes is not beset, nor stormed when it is back", async () => {
  vi.spyOn(Math, "random").mockImplementation(seeded(SEED + 6));
  /** Moments of requests, in milliseconds before (negative) and after the collector is back. */
  const moments: number[] = [];
  // Twenty clients are too few to tell a peak from chance: so many outages are laid over each other.
  for (let outage = 0; outage < sized(25, 100); outage++) {
    const recovery = performance.now() + 10 * MINUTE;
    const down = () => (performance.now() < recovery ? new Response(null, { status: 503 }) : undefined);
    const clients = await Promise.all(Array.from({ length: 20 }, () => rate(down)));
    await pass(20 * MINUTE);
    await Promise.all(clients.map(({ delivered }) => delivered));
    const during = clients.map(({ asked }) => asked.filter((at) => at < recovery).length);
    expect(Math.max(...during), "requests of one client").toBeLessThanOrEqual(15);
    moments.push(...clients.flatMap(({ asked }) => asked.map((at) => at - recovery)));
  }
  // By ten seconds: in longer spells, clients that all come in the same moment would look like ones that do not.
  const SPELL = 10 * SECOND;
  const within = (from: number, to: number) => moments.filter((at) => at >= from && at < to).length;
  const mean = within(-5 * MINUTE, 0) / ((5 * MINUTE) / SPELL);
  const afterwards = Array.from({ length: 36 }, (_, at) => within(at * SPELL, (at + 1) * SPELL));
  expect(Math.max(...afterwards), "the busiest ten seconds since it is back").toBeLessThanOrEqual(2 * mean);
}, 300_000);

const inAMoment = (ms: number) => new Date(NOON + ms).toUTCString();
const OWN_PACE = [250, SECOND] as const;

it.each([
  ["2", { header: "2" }, [2 * SECOND, 2 * SECOND]],
  ["an hour", { header: "3600" }, [HOUR, HOUR]],
  ["a year", { header: "31536000" }, [HOUR, HOUR]],
  ["1e12", { header: "1e12" }, OWN_PACE],
  ["more digits than a time has", { header: "1000000000000" }, OWN_PACE],
  ["-1", { header: "-1" }, OWN_PACE],
  ["a date that is past", { header: inAMoment(-HOUR) }, [SECOND, SECOND]],
  ["a date to come", { header: inAMoment(90 * SECOND) }, [90 * SECOND, 90 * SECOND]],
  ["the year 9999", { header: "Fri, 31 Dec 9999 23:59:59 GMT" }, [HOUR, HOUR]],
  ["soon", { header: "soon" }, OWN_PACE],
  ["5 s in the body alone", { body: { retryAfterMs: 5 * SECOND } }, [5 * SECOND, 5 * SECOND]],
  ["a year in the body alone", { body: { retryAfterMs: 365 * DAY } }, [HOUR, HOUR]],
] as [string, { header?: string; body?: object }, readonly [number, number]][])(
  "T7: asked to come back after %s, a client does within the rule, whatever its clock says",
  async (_name, { header, body = {} }, [least, most]) => {
    for (const wrong of [0, DAY, -DAY, 3650 * DAY, -3650 * DAY]) {
      vi.setSystemTime(NOON + wrong);
      const headers = { Date: inAMoment(0), ...(header && { "Retry-After": header }) };
      const { client, asked, delivered } = await rate((times) =>
        times > 1 ? undefined : Response.json(body, { status: 503, headers }),
      );
      await pass(100);
      // Nobody cuts short what the endpoint asked for.
      if (least >= SECOND) await client.flush();
      await pass(2 * HOUR);
      await delivered;
      const [first, second, ...more] = asked as [number, number];
      expect(second - first).toBeGreaterThanOrEqual(least);
      expect(second - first).toBeLessThanOrEqual(most + SECOND);
      expect(more).toEqual([]);
      client.close();
    }
  },
);
