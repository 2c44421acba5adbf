import { DatabaseSync } from "@photostructure/sqlite";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { KeyPurpose } from "../src/store/keys.js";
import { NewerDatabaseError } from "../src/store/migrate.js";
import { DatabaseInUseError } from "../src/store/sqlite/lock.js";
import { openSqlite } from "../src/store/sqlite/open.js";
import { DatabaseUnusableError } from "../src/store/unusable.js";
import { append, bytes, intakeRow, intakeRows, waitingRows } from "./rows.js";
import { freshFolder } from "./sqlite-place.js";
import { storesContract } from "./stores.contract.js";
import { temporaryFolder } from "./temporary-folder.js";

storesContract("SQLite", freshFolder);

test("a folder serves one collector at a time, and the next when that has ended", async () => {
  const folder = temporaryFolder();
  const first = openSqlite(folder);
  expect(() => openSqlite(folder)).toThrow(DatabaseInUseError);
  await first.close();
  await openSqlite(folder).close();
});

test("the files can be read by others while the collector has them", async () => {
  const folder = temporaryFolder();
  const stores = openSqlite(folder);
  onTestFinished(() => stores.close());
  await stores.ratings.add(intakeRows(2).map((row) => row.rating));
  const other = new DatabaseSync(join(folder, "ratings.db"), { readOnly: true });
  expect(other.prepare("SELECT count(*) AS count FROM ratings").get()).toEqual({ count: 2 });
  other.close();
});

test("each column of intake and ratings holds the member that it is named after", async () => {
  const folder = temporaryFolder();
  const stores = openSqlite(folder);
  onTestFinished(() => stores.close());
  const row = intakeRow(7, { week: "2026-W45", channel: "link", audience: "partner", minimumGroup: 6, score: 3 });
  await append(stores, [row]);
  await stores.ratings.add([row.rating]);
  expect(await waitingRows(stores)).toEqual([row]);
  for (const name of ["intake", "ratings"]) {
    const file = new DatabaseSync(join(folder, `${name}.db`), { readOnly: true });
    expect(file.prepare(`SELECT * FROM ${name}`).get()).toMatchObject({
      project: "pk_intranet",
      week: "2026-W45",
      id: bytes(7, 1),
      counted: "2026-W47",
      touchpoint: "hr.benefits-paperwork",
      instrument: "outcome5",
      score: 3,
      channel: "link",
      audience: "partner",
      provider: "hr-payroll",
      minimum_group: 6,
      rater: bytes(7, 2),
      digest: bytes(7, 3),
      details: '{"comment":"fine"}',
    });
    file.close();
  }
});

test("only the collector's own user can enter a folder that it made", async () => {
  const folder = join(temporaryFolder(), "deep", "data");
  await openSqlite(folder).close();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test.each([
  ["lies below a file", (folder: string) => writeFileSync(join(folder, "file"), ""), "file/data"],
  ["holds something else under a name of ours", (folder: string) => mkdirSync(join(folder, "ratings.db")), ""],
  ["holds a damaged file", (folder: string) => writeFileSync(join(folder, "ledger.db"), "no database".repeat(99)), ""],
])("a folder that %s cannot be used, and the message is one line", (_, spoil, path) => {
  const folder = temporaryFolder();
  spoil(folder);
  expect(() => openSqlite(join(folder, path))).toThrow(DatabaseUnusableError);
  expect(() => openSqlite(join(folder, path))).toThrow(
    /^The database folder [^\n]+--database \(AFTERTASK_DATABASE\)\.$/,
  );
});

test("a file of a newer collector is left alone", async () => {
  const folder = temporaryFolder();
  await openSqlite(folder).close();
  const file = new DatabaseSync(join(folder, "ratings.db"));
  file.exec("PRAGMA user_version = 99");
  file.close();
  expect(() => openSqlite(folder)).toThrow(NewerDatabaseError);
});

test("every file is durable and overwrites what it frees", () => {
  const folder = temporaryFolder();
  const stores = openSqlite(folder);
  onTestFinished(() => stores.close());
  for (const name of ["intake", "ratings", "ledger"]) {
    const header = readFileSync(join(folder, `${name}.db`));
    // Bytes 18 and 19 of the header are 2 in write-ahead mode.
    expect([header[18], header[19]]).toEqual([2, 2]);
  }
});

test("a destroyed key leaves no trace in the file or its log", async () => {
  const folder = temporaryFolder();
  const stores = openSqlite(folder);
  onTestFinished(() => stores.close());
  const secret = Buffer.from(await stores.keys.secret("pk_intranet", "rater", "2026-W40"));
  const traces = () =>
    ["intake.db", "intake.db-wal"].filter((name) => readFileSync(join(folder, name)).includes(secret));
  expect(traces()).not.toEqual([]);
  await stores.keys.destroyUpTo("2026-W40");
  expect(traces()).toEqual([]);
});

/** So many numbers, out of order: a page that is full is split, and what goes to another one is left where it was, too. */
const scattered = (count: number, by: number) => Array.from({ length: count }, (_, index) => (index * by) % count);

test("no key that is destroyed is left where pages were split before", async () => {
  const folder = temporaryFolder();
  const stores = openSqlite(folder);
  onTestFinished(() => stores.close());
  const doomed: Buffer[] = [];
  for (const number of scattered(120, 29)) {
    const project = `pk_${String(number).padStart(2, "0")}`;
    const adopt = async (purpose: KeyPurpose, week = "") => {
      const secret = createHash("sha256").update(`${project} ${purpose} ${week}`).digest();
      await stores.keys.adopt({ project, purpose, week, secret: new Uint8Array(secret) });
      return secret;
    };
    await adopt("digest");
    doomed.push(await adopt("rater", "2026-W40"));
    await adopt("ledger");
    await adopt("rater", "2026-W41");
  }
  expect(await stores.keys.destroyUpTo("2026-W40")).toBe(120);
  const file = readFileSync(join(folder, "intake.db"));
  expect(doomed.filter((secret) => file.includes(secret))).toEqual([]);
  expect(await stores.keys.all()).toHaveLength(360);
});

test("no rating that was removed is left where pages were split before, once what is old was destroyed", async () => {
  const folder = temporaryFolder();
  let stores = openSqlite(folder);
  onTestFinished(() => stores.close());
  const comment = (number: number) => `comment ${number} ${"x".repeat((number * 37) % 300)}`;
  const rows = scattered(31, 13).map((number) => intakeRow(number, { details: comment(number) }).rating);
  for (const row of rows) await stores.ratings.add([row]);
  const removed = rows.filter((_, index) => index % 2 === 0);
  for (const row of removed) await stores.ratings.remove([row]);
  const left = () => {
    const file = readFileSync(join(folder, "ratings.db"));
    return removed.filter(({ details }) => file.includes(details.slice(0, 12)));
  };
  // It is known after a start, too.
  await stores.close();
  expect(left()).not.toEqual([]);
  stores = openSqlite(folder);
  expect(await stores.ratings.destroy([])).toBe(0);
  expect(left()).toEqual([]);
  expect(await stores.ratings.page(undefined, 100)).toHaveLength(15);
});

test("the logs are empty after they were truncated, and no table counts its rows upwards", async () => {
  const folder = temporaryFolder();
  const stores = openSqlite(folder);
  onTestFinished(() => stores.close());
  const rows = intakeRows(3);
  await append(stores, rows);
  await stores.ratings.add(rows.map((row) => row.rating));
  await stores.ledger.add(rows.flatMap((row) => row.ledger ?? []));
  const sizes = () => ["intake", "ratings", "ledger"].map((name) => statSync(join(folder, `${name}.db-wal`)).size);
  expect(sizes().every((size) => size > 0)).toBe(true);
  for (const store of [stores.intake, stores.ratings, stores.ledger]) await store.truncateLog();
  expect(sizes()).toEqual([0, 0, 0]);
  for (const name of ["ratings", "ledger"]) {
    const file = new DatabaseSync(join(folder, `${name}.db`), { readOnly: true });
    expect(() => file.prepare(`SELECT rowid FROM ${name}`)).toThrow("no such column: rowid");
    file.close();
  }
});
