import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { CommitProxy } from "../commit-proxy.js";
import { asAdministrator } from "../postgres-place.js";
import { PostgresServer } from "../postgres-server.js";
import { type FaultPlace, postgresPlace } from "./fault-place.js";
import type { Posted } from "./post.js";
import { untilServed } from "./served-again.js";
import { sized } from "./size.js";
import { Story } from "./story.js";

let own: Promise<PostgresServer> | undefined;

/** A server that no other file's tests need. */
function ownServer(): Promise<PostgresServer> {
  return (own ??= PostgresServer.start());
}

afterAll(async () => (await own)?.stop());

async function ownPlace(): Promise<FaultPlace> {
  return postgresPlace({ url: (await ownServer()).url() });
}

/** Counts those that were sent away, and holds them against what they must be told. */
function refusals() {
  const counted = { count: 0, slowest: 0 };
  const hear = ({ status, headers }: Posted, milliseconds: number) => {
    if (status === 200) return;
    expect(status).toBe(503);
    expect(Number(headers["retry-after"])).toBeGreaterThan(0);
    counted.count++;
    counted.slowest = Math.max(counted.slowest, Math.round(milliseconds));
  };
  return { counted, hear };
}

test("F11: a PostgreSQL that is restarted at once, under load, costs no rating", async () => {
  const server = await ownServer();
  const story = new Story(await ownPlace(), 11);
  const times = sized(2, 10, 50);
  const program = await story.begin();
  const { counted, hear } = refusals();
  const { end, over } = story.load(program, { hear });
  let slowest = 0;
  for (let time = 0; time < times; time++) {
    await pause(200 + story.random() * 600);
    await server.kill();
    await server.launch();
    slowest = Math.max(slowest, await untilServed(story, program));
  }
  end();
  await over;
  await program.stop();
  await story.settle(times, { "answered with 503": counted.count, "serves again after, ms": slowest });
});

test("F12: while PostgreSQL is away, requests are answered with 503 and a time to come again, and memory does not grow", async () => {
  const server = await ownServer();
  const story = new Story(await ownPlace(), 12);
  const times = sized(1, 2, 2);
  const program = await story.begin();
  const { counted, hear } = refusals();
  const { end, over } = story.load(program, { perSecond: 100, hear });
  await pause(500);
  let growth = 0;
  for (let time = 0; time < times; time++) {
    const before = counted.count;
    await server.kill();
    await pause(1_000);
    expect((await program.get("/readyz")).status).toBe(503);
    expect((await program.get("/healthz")).status).toBe(200);
    const early = program.memory;
    await pause(sized(4_000, 59_000, 59_000));
    growth = Math.max(growth, program.memory - early);
    expect(growth, "MiB more than at the beginning").toBeLessThan(64);
    expect(await program.figure("aftertask_waiting_rows"), "rows that wait").toBeLessThan(1_000);
    expect(counted.count, "requests were answered").toBeGreaterThan(before);
    await server.launch();
    await untilServed(story, program);
  }
  end();
  await over;
  await program.stop();
  const extra = { "slowest 503, ms": counted.slowest, "memory more, MiB": Math.round(growth) };
  await story.settle(times, { "answered with 503": counted.count, ...extra });
});

test("F14: a rating whose commit is not heard of is found by the retry", async () => {
  const place = await postgresPlace();
  const proxy = await CommitProxy.start(Number(new URL(place.address).port));
  const story = new Story(place, 14);
  const times = sized(6, 50, 50);
  const program = await story.begin({ address: proxy.through(place.address) });
  // Keys are made and connections opened while the weather is fine.
  expect((await story.send(program, [story.next()]))?.status).toBe(200);
  for (let time = 0; time < times; time++) {
    const weather = time % 2 === 0 ? "cut after" : "cut before";
    const ratings = [story.next(), story.next()];
    proxy.weather = weather;
    expect((await story.send(program, ratings))?.status).toBe(503);
    proxy.weather = "clear";
    const results = (await story.again(program, ratings))?.results;
    expect(results?.map(({ status }) => status)).toEqual(
      Array.from({ length: 2 }, () => (weather === "cut after" ? "duplicate" : "stored")),
    );
  }
  expect(proxy.faults).toBeGreaterThanOrEqual(times);
  await program.stop();
  proxy.stop();
  await story.settle(times);
});

test("F15: while somebody holds a lock on a table, requests are answered with 503, and no connection is left over", async () => {
  const story = new Story(await postgresPlace(), 15);
  const times = sized(1, 5, 5);
  const program = await story.begin();
  await story.send(program, [story.next()]);
  const { counted, hear } = refusals();
  const { address } = story.place;
  for (let time = 0; time < times; time++) {
    const table = ["intake.intake", "ratings.ratings", "ledger.ledger", "intake.open_week", "intake.intake"][time % 5];
    const { end, over } = story.load(program, { connections: 32, perSecond: 200, hear });
    await asAdministrator(address, async (client) => {
      await client.query("begin");
      await client.query(`lock table ${table} in access exclusive mode`);
      await pause(sized(5_000, 10_000, 10_000));
    });
    end();
    await over;
    await untilServed(story, program);
  }
  expect(counted.count, "requests met the lock").toBeGreaterThan(0);
  const left = await asAdministrator(address, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      "select count(*)::integer as count from pg_stat_activity where application_name like 'aftertask%' and datname = current_database()",
    );
    return rows[0]?.count ?? 0;
  });
  // Four, three and one to each of three schemas.
  expect(left, "connections").toBeLessThanOrEqual(24);
  await program.stop();
  await story.settle(times, { "answered with 503": counted.count, "slowest 503, ms": counted.slowest });
});
