import { expect, inject, onTestFinished, test } from "vitest";
import { answersOf } from "./answers.js";
import { openPostgres } from "../src/store/postgres/open.js";
import { CommitProxy } from "./commit-proxy.js";
import { asAdministrator, freshDatabase } from "./postgres-place.js";
import { waitingRows } from "./rows.js";
import { envelope, rating, start, TOKEN } from "./start.js";

const server = inject("postgres");
if (!server) throw new Error("These tests belong to the project that brings a server.");

async function throughProxy() {
  const place = await freshDatabase(server as { url: string });
  const proxy = await CommitProxy.start(Number(new URL(place.address).port));
  onTestFinished(() => proxy.stop());
  const running = await start({ stores: await openPostgres(proxy.through(place.address)) }, place);
  return { place, proxy, running };
}

test.each([
  ["before the server has it", "cut before", "stored"],
  ["after the server has done it", "cut after", "duplicate"],
] as const)(
  "a commit whose connection ends %s is answered with 503, and the retry tells the truth",
  async (_, weather, truth) => {
    const { place, proxy, running } = await throughProxy();
    // Keys are made and connections opened while the weather is fine.
    expect(await running.send([rating()])).toMatchObject([{ status: "stored" }]);
    for (let turn = 0; turn < 10; turn++) {
      const some = [rating(), rating()];
      proxy.weather = weather;
      const answer = await running.post(envelope(some));
      expect(answer.status).toBe(503);
      proxy.weather = "clear";
      expect((await running.send(some)).map(({ status }) => status)).toEqual([truth, truth]);
    }
    expect(proxy.faults).toBeGreaterThanOrEqual(10);
    await running.stop();
    const stores = await place.open();
    const moved = await answersOf(stores.ratings, "2026-W47");
    expect(moved.length + (await waitingRows(stores)).length).toBe(21);
    await stores.close();
  },
);

test("a mix whose commit is done and not heard of is repeated, and moves nothing twice", async () => {
  const { place, proxy, running } = await throughProxy();
  for (let turn = 0; turn < 2; turn++)
    await running.send(Array.from({ length: 20 }, (_, number) => rating({ person: `person-${turn}-${number}` })));
  proxy.weather = "cut after";
  await expect(running.collector.mix()).rejects.toThrow();
  proxy.weather = "clear";
  await running.collector.mix();
  await running.stop();
  const stores = await place.open();
  expect(await stores.intake.waiting()).toEqual([]);
  expect(await answersOf(stores.ratings, "2026-W47")).toHaveLength(40);
  await stores.close();
});

test("a server that answers no more is given up, and a new connection serves", async () => {
  const { proxy, running } = await throughProxy();
  await running.send([rating()]);
  proxy.weather = "swallow";
  const one = rating();
  expect((await running.post(envelope([one]))).status).toBe(503);
  expect((await running.request("/healthz")).status).toBe(200);
  proxy.weather = "clear";
  expect(await running.send([one])).toMatchObject([{ status: "duplicate" }]);
  // A mix that fell into the silence would wait longer than the test.
  proxy.stop();
});

test("while the server is away, whoever reads is told to come again", async () => {
  const { proxy, running } = await throughProxy();
  await running.send([rating()]);
  proxy.stop();
  const headers = { Authorization: `Bearer ${TOKEN}` };
  for (const path of [
    "/v1/report?key=pk_intranet",
    "/v1/report.csv?key=pk_intranet",
    `/v1/ratings/${rating().id}`,
    "/readyz",
  ]) {
    const answer = await running.request(path, { headers });
    expect([path, answer.status, answer.headers.get("retry-after")]).toEqual([path, 503, "5"]);
  }
});

test("a lock that somebody holds on a table makes requests end with 503, and none is lost", async () => {
  const { place, running } = await throughProxy();
  await running.send([rating()]);
  const some = [rating()];
  const refused = await asAdministrator(place.address, async (client) => {
    await client.query("begin");
    await client.query("lock table intake.intake in access exclusive mode");
    return (await running.post(envelope(some))).status;
  });
  expect(refused).toBe(503);
  expect(await running.send(some)).toMatchObject([{ status: "stored" }]);
});

test("connections that the server ends while nobody uses them are replaced", async () => {
  const { place, running } = await throughProxy();
  await running.send([rating()]);
  const own = "from pg_stat_activity where application_name like 'aftertask%' and datname = current_database()";
  await asAdministrator(place.address, async (client) => {
    await client.query(`select pg_terminate_backend(pid) ${own}`);
    await expect.poll(async () => (await client.query(`select 1 ${own}`)).rowCount, { timeout: 20_000 }).toBe(0);
  });
  // A request that meets a connection which does not know yet may fail; whoever comes again does not.
  const one = rating();
  await expect.poll(async () => (await running.post(envelope([one]))).status).toBe(200);
  expect(await running.send([one])).toMatchObject([{ status: "duplicate" }]);
});
