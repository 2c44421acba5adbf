import { expect, test } from "vitest";
import { envelope, rating, start, TOKEN } from "../test/start.js";

const admin = { headers: { Authorization: `Bearer ${TOKEN}` } };

/** The value of a series, or undefined where there is none. */
function figure(text: string, series: string): number | undefined {
  const line = text.split("\n").find((written) => written.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

test("what was received is counted by result, and what browsers gave up by reason", async () => {
  const collector = await start();
  const first = rating();
  await collector.send([first, rating()]);
  await collector.send([first, { ...first, score: 1 }, { nonsense: true }]);
  await collector.post(envelope([rating()], { lost: { expired: 2, "a reason that nobody knows": 3 } }));

  const text = await (await collector.request("/metrics", admin)).text();
  const results = ["stored", "duplicate", "conflict", "invalid"];
  expect(results.map((result) => figure(text, `aftertask_ratings_total{result="${result}"}`))).toEqual([3, 1, 1, 1]);
  expect(figure(text, 'aftertask_lost_total{because="expired"}')).toBe(2);
  expect(figure(text, 'aftertask_lost_total{because="other"}')).toBe(3);
  expect(figure(text, "aftertask_committed_rows_total")).toBe(5);
  expect(figure(text, "aftertask_commit_seconds_count")).toBeGreaterThan(0);
  expect(figure(text, "aftertask_waiting_rows")).toBe(0);
});

test("answers are counted by route and never by what was asked for", async () => {
  const { request } = await start();
  await request("/healthz");
  await request("/v1/ratings", { method: "DELETE" });
  await request("/a-secret-address");
  const text = await (await request("/metrics", admin)).text();
  expect(figure(text, 'aftertask_answers_total{route="/healthz",status="200"}')).toBe(1);
  expect(figure(text, 'aftertask_answers_total{route="/v1/ratings",status="405"}')).toBe(1);
  expect(figure(text, 'aftertask_answers_total{route="/:file",status="404"}')).toBe(1);
  expect(text).not.toContain("secret");
});

test("no figure names a touchpoint, a provider or a key", async () => {
  const collector = await start();
  await collector.send([rating({ touchpoint: "it.access-request", provider: "it-desk" })]);
  const text = await (await collector.request("/metrics", admin)).text();
  for (const name of ["it.access-request", "it-desk", "pk_intranet"]) expect(text).not.toContain(name);
});

test("the mix is counted once, whoever runs it", async () => {
  const running = await start();
  await running.send(Array.from({ length: 20 }, () => rating()));
  await Promise.all([running.collector.mix(), running.collector.mix()]);
  const text = await (await running.request("/metrics", admin)).text();
  expect(figure(text, "aftertask_mixed_rows_total")).toBe(20);
});

test("figures are for whoever has the admin token, and for everybody in a demonstration", async () => {
  expect((await (await start()).request("/metrics")).status).toBe(401);
  const shown = await (await start({ serve: { demoAt: 4600 } })).request("/metrics");
  expect([shown.status, shown.headers.get("content-type")]).toEqual([200, expect.stringContaining("text/plain")]);
});

test("a collector with a process of its own tells of that, too", async () => {
  const { request } = await start({ measureProcess: true });
  expect(await (await request("/metrics", admin)).text()).toContain("process_resident_memory_bytes");
});
