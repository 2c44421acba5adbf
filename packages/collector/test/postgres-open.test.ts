import { Client } from "pg";
import { expect, inject, onTestFinished, test } from "vitest";
import { NewerDatabaseError } from "../src/store/migrate.js";
import { openPostgres } from "../src/store/postgres/open.js";
import { createPool } from "../src/store/postgres/pool.js";
import { DatabaseUnusableError } from "../src/store/unusable.js";
import { asAdministrator, freshDatabase } from "./postgres-place.js";
import { append, intakeRows } from "./rows.js";

const server = inject("postgres");
if (!server) throw new Error("These tests belong to the project that brings a server.");

/** A database, an administrator's door to it, and the address as which somebody else would open it. */
async function database() {
  const { address } = await freshDatabase(server as { url: string }, { untouched: true });
  const name = new URL(address).pathname.slice(1);
  return {
    address,
    name,
    run: (...statements: string[]) =>
      asAdministrator(address, async (client) => {
        for (const statement of statements) await client.query(statement);
      }),
    as: (user: string) => Object.assign(new URL(address), { username: user }).href,
  };
}

async function expectRefusal(address: string, reason: RegExp): Promise<void> {
  const refusal = await openPostgres(address).then(
    (stores) => stores.close(),
    (cause: unknown) => cause,
  );
  expect(refusal).toBeInstanceOf(DatabaseUnusableError);
  const { message } = refusal as Error;
  expect(message).toMatch(reason);
  expect(message).toMatch(/^The database 127\.0\.0\.1:\d+\/\w+ cannot be used \([^\n]+\): look at --database/);
}

test("a database whose commits may be lost is refused", async () => {
  const { address, name, run } = await database();
  await run(`alter database ${name} set synchronous_commit = off`);
  await expectRefusal(address, /synchronous_commit is off/);
});

test("a database of another encoding is refused", async () => {
  const name = "latin";
  await asAdministrator(server.url, (client) =>
    client.query(`create database ${name} encoding 'LATIN1' template template0 locale 'C'`),
  );
  await expectRefusal(Object.assign(new URL(server.url), { pathname: name }).href, /encoding is LATIN1/);
});

test("a database that is not there is refused, and so is a server", async () => {
  await expectRefusal(Object.assign(new URL(server.url), { pathname: "nowhere" }).href, /"nowhere" does not exist/);
  await expectRefusal("postgres://user:s3cr3t@127.0.0.1:9/x", /ECONNREFUSED/);
});

test("a password is never repeated", async () => {
  const refusal = openPostgres("postgres://user:s3cr3t@127.0.0.1:9/x");
  await expect(refusal).rejects.toThrow(/^(?!.*s3cr3t)/s);
});

test("a user who may not make the schemas is told what is missing", async () => {
  const { name, run, as } = await database();
  await run(`create role nobody_${name} login`);
  await expectRefusal(as(`nobody_${name}`), /may not create schemas in .*grant create on the database/);
});

test("schemas may belong to roles of their own, and each store acts as its role", async () => {
  const { name, run, as, address } = await database();
  const role = (store: string) => `${name}_${store}`;
  await run(
    `create role ${name} login`,
    ...["intake", "ratings", "ledger"].flatMap((store) => [
      `create role ${role(store)}`,
      `grant ${role(store)} to ${name}`,
      `create schema ${store} authorization ${role(store)}`,
    ]),
  );
  const stores = await openPostgres(as(name));
  onTestFinished(() => stores.close());
  const rows = intakeRows(3);
  await append(stores, rows);
  await stores.ratings.add(rows.map(({ rating }) => rating));
  await stores.ratings.rewriteFor("2026-W47");
  await stores.ratings.rewriteFor("2026-W48");
  await stores.ledger.rewriteFor("2026-W47");
  await stores.ledger.rewriteFor("2026-W48");
  const owners = await asAdministrator(address, async (client) => {
    const { rows: found } = await client.query<{ schemaname: string; tableowner: string }>(
      "select distinct schemaname, tableowner from pg_tables where schemaname in ('intake', 'ratings', 'ledger')",
    );
    return found.toSorted((one, other) => (one.schemaname < other.schemaname ? -1 : 1));
  });
  expect(owners).toEqual(
    ["intake", "ledger", "ratings"].map((store) => ({ schemaname: store, tableowner: role(store) })),
  );

  // Whoever has but one of the roles sees but one of the stores.
  await run(`create role ${role("reader")} login`, `grant ${role("ratings")} to ${role("reader")}`);
  const reader = new Client(as(role("reader")));
  await reader.connect();
  onTestFinished(() => reader.end());
  expect((await reader.query("select count(*)::integer as count from ratings.ratings")).rows).toEqual([{ count: 3 }]);
  for (const table of ["intake.intake", "intake.keys", "ledger.ledger"])
    await expect(reader.query(`select 1 from ${table}`)).rejects.toThrow(/permission denied/);
});

test("a schema of somebody else is refused, and the remedy is named", async () => {
  const { name, run, as } = await database();
  await run(
    `create role ${name} login`,
    `grant create on database ${name} to ${name}`,
    `create role owner_${name}`,
    `create schema ledger authorization owner_${name}`,
  );
  await expectRefusal(
    as(name),
    new RegExp(`the schema ledger belongs to owner_${name}.*grant owner_${name} to ${name}`),
  );
});

test("what a newer collector wrote is left alone", async () => {
  const { address, run } = await database();
  await (await openPostgres(address)).close();
  await run("insert into ratings.migrations values ('9999', now()::text)");
  await expect(openPostgres(address)).rejects.toThrow(NewerDatabaseError);
});

test("durability cannot be turned off for the connections that are still to come", async () => {
  const { address, name, run } = await database();
  await run(`alter database ${name} set synchronous_commit = off`);
  const shown = await asAdministrator(address, async (client) => (await client.query("show synchronous_commit")).rows);
  expect(shown).toEqual([{ synchronous_commit: "off" }]);
  const pool = createPool({ address, name: "test", most: 1, patience: 3_000 });
  onTestFinished(() => pool.end());
  const connection = await pool.connect();
  expect((await connection.query("show synchronous_commit", [])).rows).toEqual([{ synchronous_commit: "on" }]);
  connection.release();
});
