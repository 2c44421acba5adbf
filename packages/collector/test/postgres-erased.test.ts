import { expect, inject, test } from "vitest";
import { TOMBSTONES_TABLE } from "../src/store/postgres/tombstones.js";
import { tombstonesOf } from "../src/store/tombstones-of.js";
import { asAdministrator, freshDatabase } from "./postgres-place.js";
import { bytes } from "./rows.js";

const server = inject("postgres");
if (!server) throw new Error("These tests belong to the project that brings a server.");

const TOMBSTONE = { project: "pk_intranet", mark: bytes(1), week: "2026-W47" };

/** A database that nobody has used, what was done to it, and which relations and schemas of ours are in it. */
async function databaseWith(...statements: string[]) {
  const { address } = await freshDatabase(server as { url: string }, { untouched: true });
  await asAdministrator(address, async (client) => {
    for (const statement of statements) await client.query(statement);
  });
  return { address, holds: () => asAdministrator(address, async (client) => (await client.query(OURS)).rows) };
}

const OURS = `
  select nspname as schema, array(
    select relname::text from pg_class where relnamespace = pg_namespace.oid and relkind = 'r' order by relname
  ) as tables
  from pg_namespace where nspname in ('intake', 'ratings', 'ledger')`;

test("what was erased is not looked for in a database that holds nothing, and nothing is made there", async () => {
  const { address, holds } = await databaseWith();
  await expect(tombstonesOf(address)).rejects.toThrow(
    /^What was erased in 127\.0\.0\.1:\d+\/\w+ cannot be read \(there is no table ratings\.tombstones in it\): name the database/,
  );
  expect(await holds()).toEqual([]);
});

test("what was erased is read from a database of an earlier version, which stays what it is", async () => {
  const { address, holds } = await databaseWith("create schema ratings", TOMBSTONES_TABLE);
  await asAdministrator(address, (client) =>
    client.query("insert into ratings.tombstones values ($1, $2, $3)", Object.values(TOMBSTONE)),
  );
  expect(await tombstonesOf(address)).toEqual([TOMBSTONE]);
  expect(await holds()).toEqual([{ schema: "ratings", tables: ["tombstones"] }]);
});

test("what was erased is read by whoever may act for the owner of the ratings", async () => {
  const { address } = await databaseWith();
  const name = new URL(address).pathname.slice(1);
  await asAdministrator(address, async (client) => {
    await client.query(
      `create role owner_${name}; create role ${name} login noinherit; grant owner_${name} to ${name}`,
    );
    await client.query(
      `create schema ratings authorization owner_${name}; set role owner_${name}; ${TOMBSTONES_TABLE}`,
    );
  });
  expect(await tombstonesOf(Object.assign(new URL(address), { username: name }).href)).toEqual([]);
});

test("a server that does not answer is said without its password", async () => {
  const refusal = tombstonesOf("postgres://user:s3cr3t@127.0.0.1:9/x");
  await expect(refusal).rejects.toThrow(
    /^What was erased in 127\.0\.0\.1:9\/x cannot be read \((?!.*s3cr3t).*ECONNREFUSED/,
  );
});
