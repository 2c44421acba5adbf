import { describe, expect, test } from "vitest";
import { parseConfig } from "../../src/config.js";
import type { CollectorOptions } from "../../src/collector.js";
import { envelope, ORIGIN, problemOf, rating, start, TOKEN } from "../start.js";

/** A collector whose rates are in force, and whose time for them stands still unless it is turned. */
async function throttled(change: object = {}, project: object = {}) {
  const time = { now: 0 };
  const config = parseConfig({
    projects: [{ key: "pk_intranet", origins: [ORIGIN], touchpoints: "open", ...project }],
    ...change,
  });
  const options: Partial<CollectorOptions> = { serve: { ...config, admin: { token: TOKEN } }, ticks: () => time.now };
  const running = await start(options);
  const post = async (more: { key?: string; peer?: string; forwarded?: string; origin?: string } = {}) => {
    const headers: Record<string, string> = { "Content-Type": "text/plain" };
    if (more.forwarded !== undefined) headers["X-Forwarded-For"] = more.forwarded;
    if (more.origin !== undefined) headers["Origin"] = more.origin;
    const body = envelope([rating()], { key: more.key ?? "pk_intranet" });
    const request = new Request("http://127.0.0.1:4600/v1/ratings", { method: "POST", headers, body });
    return running.collector.fetch(request, { peer: more.peer });
  };
  const statuses = async (count: number, more: Parameters<typeof post>[0] = {}) => {
    const answers = await Promise.all(Array.from({ length: count }, () => post(more)));
    return answers.map((answer) => answer.status);
  };
  return { ...running, time, post, statuses };
}

const passed = (statuses: number[]) => statuses.filter((status) => status === 200).length;

describe("each key", () => {
  test("T11: passes 50 requests a second and 200 at once; others are told when to come again, and nothing of them is kept", async () => {
    const { statuses, post, time } = await throttled();
    expect(passed(await statuses(230))).toBe(200);
    const refused = await post({ origin: ORIGIN });
    expect([refused.status, refused.headers.get("access-control-allow-origin")]).toEqual([429, "*"]);
    expect(refused.headers.get("access-control-expose-headers")).toContain("Retry-After");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    expect(await problemOf(refused)).toMatchObject({ type: expect.stringMatching(/rate-limited$/), status: 429 });
    time.now += 1_000;
    expect(passed(await statuses(100))).toBe(50);
  });

  test("T11: has a rate of its own, and what a page of a foreign origin sends takes nothing of it", async () => {
    const keys = [{ key: "pk_intranet" }, { key: "pk_portal", rate: { perSecond: 1, burst: 3 } }];
    const { statuses } = await throttled({}, { keys, rate: { perSecond: 1, burst: 5 } });
    expect(await statuses(50, { origin: "https://evil.example" })).not.toContain(429);
    expect(passed(await statuses(10, { origin: ORIGIN }))).toBe(5);
    expect(passed(await statuses(10, { key: "pk_portal" }))).toBe(3);
    expect(await statuses(3, { key: "pk_unheard_of" })).toEqual([403, 403, 403]);
  });
});

describe("each address", () => {
  const rates = { addressRate: { perSecond: 1, burst: 4 } };

  test("T23: is not counted as long as nobody says which proxies there are", async () => {
    const { statuses } = await throttled(rates, { rate: "unlimited" });
    expect(passed(await statuses(20, { peer: "10.0.0.1", forwarded: "198.51.100.1" }))).toBe(20);
  });

  test("T23: is the one that a proxy of one's own has heard, whatever was forged before it", async () => {
    const { post } = await throttled({ ...rates, trustedProxies: 1 }, { rate: "unlimited" });
    const all: number[] = [];
    for (let forged = 0; forged < 10; forged++)
      all.push((await post({ peer: "10.0.0.1", forwarded: `203.0.113.${forged}, 198.51.100.1` })).status);
    expect(passed(all)).toBe(4);
    expect((await post({ peer: "10.0.0.1", forwarded: "198.51.100.2" })).status).toBe(200);
  });

  test("T23: is the other end of the connection where there is no proxy", async () => {
    const { post } = await throttled({ ...rates, trustedProxies: 0 }, { rate: "unlimited" });
    const all: number[] = [];
    for (let forged = 0; forged < 10; forged++)
      all.push((await post({ peer: "198.51.100.1", forwarded: `203.0.113.${forged}` })).status);
    expect(passed(all)).toBe(4);
  });

  test("T23: is counted for reports as well, but not for health", async () => {
    const { collector } = await throttled({ ...rates, trustedProxies: 0 });
    const ask = async (path: string) =>
      (await collector.fetch(new Request(`http://127.0.0.1:4600${path}`), { peer: "198.51.100.1" })).status;
    const reports = [];
    for (let reading = 0; reading < 6; reading++) reports.push(await ask("/v1/report?key=pk_intranet"));
    expect(reports).toEqual([401, 401, 401, 401, 429, 429]);
    expect(await ask("/healthz")).toBe(200);
  });
});
