import { afterAll, expect, test } from "vitest";
import { asAdministrator } from "../postgres-place.js";
import { PostgresServer } from "../postgres-server.js";
import { type FaultPlace, postgresPlace, readPostgres } from "./fault-place.js";
import type { Program } from "./program.js";
import { between } from "./random.js";
import { expectRefused, untilServed } from "./served-again.js";
import { sized } from "./size.js";
import { NO_DISK, SmallDisk } from "./small-disk.js";
import { Story } from "./story.js";

/** What is taken away, one after the other; every day one of them. */
const TABLES = ["intake.intake", "intake.keys", "ratings.ratings", "ledger.ledger"];

let own: Promise<PostgresServer> | undefined;

/** A server whose settings no other file's tests need. */
function ownServer(): Promise<PostgresServer> {
  return (own ??= PostgresServer.start());
}

afterAll(async () => (await own)?.stop());

/** A database whose tables, but not the server's log, lie on a disk of their own. */
async function placeOn(disk: SmallDisk): Promise<FaultPlace> {
  const server = await ownServer();
  await asAdministrator(server.url(), async (client) => {
    await client.query(`create tablespace small location '${disk.folder}'`);
    await client.query("create database small tablespace small");
  });
  const address = server.url("small");
  return { database: "PostgreSQL", address, read: () => readPostgres(address) };
}

async function expectOutOfOrder(story: Story, program: Program, known: ReturnType<Story["next"]>[]): Promise<void> {
  expect(await program.isReady(), "ready").toBe(false);
  expect((await program.get("/healthz")).status).toBe(200);
  expectRefused(await story.send(program, [story.next()]));
  expectRefused(await story.again(program, known));
  expect(program.log.some(({ level, cause }) => level === "error" && cause !== undefined)).toBe(true);
}

test.skipIf(NO_DISK)(
  `F5: while the server's disk is full no rating is acknowledged, and the collector works again when there is room${NO_DISK ? ` (left out: ${NO_DISK})` : ""}`,
  async () => {
    const disk = new SmallDisk(24 * 1_024, PostgresServer.user);
    const story = new Story(await placeOn(disk), 5);
    const times = sized(1, 5, 20);
    const program = await story.begin();
    expect((await story.send(program, [story.next()]))?.status).toBe(200);
    let refused = 0;
    let slowest = 0;
    for (let time = 0; time < times; time++) {
      disk.fill(Infinity);
      // Until no page has room any more.
      for (let full = 0; full < 5;) {
        const answer = await story.send(program, [story.next(), story.next(), story.next(), story.next()]);
        if (answer?.status === 200) continue;
        expectRefused(answer);
        refused++;
        full++;
      }
      expect((await program.get("/healthz")).status).toBe(200);
      disk.free();
      slowest = Math.max(slowest, await untilServed(story, program));
    }
    expect(program.log.map(({ cause }) => cause?.code)).toContain("53100");
    await program.stop();
    await story.settle(times, { "answered with 503": refused, "works again after, ms": slowest });
    await asAdministrator((await ownServer()).url(), async (client) => {
      await client.query("drop database small with (force)");
      await client.query("drop tablespace small");
    });
  },
);

test("F6: where the server takes no writes any more, no rating is acknowledged, and the log says why", async () => {
  const server = await ownServer();
  const story = new Story(await postgresPlace({ url: server.url() }), 6);
  const times = sized(1, 3, 3);
  const program = await story.begin();
  // Whoever changes it back may write meanwhile.
  const readOnly = (word: "on" | "off") =>
    asAdministrator(`${server.url()}?options=-c%20default_transaction_read_only%3Doff`, async (client) => {
      await client.query(`alter system set default_transaction_read_only = ${word}`);
      await client.query("select pg_reload_conf()");
    });
  for (let time = 0; time < times; time++) {
    const known = [story.next()];
    expect((await story.send(program, known))?.status).toBe(200);
    await readOnly("on");
    await expect.poll(() => program.isReady()).toBe(false);
    await expectOutOfOrder(story, program, known);
    expect(program.log.map(({ cause }) => cause?.code)).toContain("25006");
    await readOnly("off");
    await untilServed(story, program);
  }
  await program.stop();
  await story.settle(times);
});

test("F6: where tables are taken away at run time, no rating is acknowledged and no new table takes their place", async () => {
  const story = new Story(await postgresPlace({ url: (await ownServer()).url() }), 66);
  const run = (sql: string) => asAdministrator(story.place.address, async (client) => (await client.query(sql)).rows);
  const first = between(story.random, 0, TABLES.length - 1);
  const taken = [...TABLES.slice(first), ...TABLES.slice(0, first)].slice(0, sized(1, TABLES.length, TABLES.length));
  for (const table of taken) {
    const [schema = "", name = ""] = table.split(".");
    const known = [story.next()];
    const before = await story.begin();
    expect((await story.send(before, known))?.status).toBe(200);
    await before.stop();
    // One that has just begun has no key in its memory.
    const program = await story.begin();
    await run(`alter table ${table} rename to aside`);
    await expectOutOfOrder(story, program, known);
    expect(program.log.map(({ cause }) => cause?.code)).toContain("42P01");
    expect(await run(`select to_regclass('${table}') as found`)).toEqual([{ found: null }]);
    await run(`alter table ${schema}.aside rename to ${name}`);
    await untilServed(story, program);
    expect(await program.stop()).toBe(0);
  }
  await story.settle(taken.length);
});
