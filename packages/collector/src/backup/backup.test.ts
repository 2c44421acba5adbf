import { isoWeekOf } from "@aftertask/schema/words";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { freshPlace } from "../../test/fresh-place.js";
import type { Place } from "../../test/place.js";
import { append, digested, intakeRow, intakeRows, waitingRows } from "../../test/rows.js";
import { freshFolder } from "../../test/sqlite-place.js";
import { temporaryFolder } from "../../test/temporary-folder.js";
import { runCommand } from "../commands/run.js";
import { DAY } from "../day.js";
import { keep } from "../store/keep.js";
import { openSqlite } from "../store/sqlite/open.js";

const PUBLICATION = { project: "pk_intranet", week: "2026-W40", publishedAt: "2026-W41", rows: [] };

const OPEN_WEEK = isoWeekOf(Date.now());
const CLOSED_WEEK = isoWeekOf(Date.now() - 7 * DAY);

/** A place with 600 ratings that were mixed, three that wait of which the mix has moved one half, and keys. */
async function fill(place: Place) {
  const stores = await place.open();
  const rows = await digested(stores, intakeRows(603));
  const [mixed, waiting] = [rows.slice(0, 600), rows.slice(600)];
  await stores.ratings.add(rows.slice(0, 601).map(({ rating }) => rating));
  await stores.ledger.add(mixed.flatMap(({ ledger }) => ledger ?? []));
  await append(stores, waiting);
  await stores.published.keep(PUBLICATION);
  const secret = (purpose: "rater" | "ledger" | "digest", week?: string) =>
    stores.keys.secret("pk_intranet", purpose, week);
  const keys = [await secret("ledger"), await secret("digest"), await secret("rater", OPEN_WEEK)];
  await secret("rater", CLOSED_WEEK);
  await stores.close();
  return { rows, keys };
}

/** Every rating is there once, and its task is used. */
async function expectAll(place: Place, { rows, keys }: Awaited<ReturnType<typeof fill>>): Promise<void> {
  const stores = await place.open();
  expect(await stores.ratings.page(undefined, 1_000)).toEqual(rows.slice(0, 601).map(({ rating }) => rating));
  expect(await stores.published.all()).toEqual([PUBLICATION]);
  const again = await keep(rows, stores);
  expect(again.filter((verdict) => verdict !== "duplicate")).toEqual([]);
  const others = rows.map(({ ledger }, index) => ({ ...intakeRow(index + 5_000), ledger }));
  expect((await keep(others, stores)).filter((verdict) => verdict !== "already-rated")).toEqual([]);
  const kept = await stores.keys.all();
  const secrets = kept.map(({ secret }) => Buffer.from(secret).toString("hex"));
  expect(secrets.toSorted()).toEqual(keys.map((key) => Buffer.from(key).toString("hex")).toSorted());
  await stores.close();
}

async function run(...args: string[]) {
  const lines: string[] = [];
  return { code: await runCommand(args, {}, (line) => lines.push(line)), lines };
}

function backUp(place: Place, to: string) {
  return run("backup", "--database", place.address, "--to", to);
}

function restore(from: string, to: Place) {
  return run("restore", "--from", from, "--database", to.address);
}

/** A place that is filled, and its backup. */
async function backedUp(place: Place) {
  const all = await fill(place);
  const backup = join(temporaryFolder(), "backup");
  await backUp(place, backup);
  return { all, backup };
}

describe("a backup", () => {
  test.each([
    ["a place of the same kind", freshPlace],
    ["a folder", freshFolder],
  ])("is restored into %s whole", async (_, fresh) => {
    const { all, backup } = await backedUp(await freshPlace());
    const to = await fresh();
    rmSync(to.address, { recursive: true, force: true });
    expect(await restore(backup, to)).toMatchObject({
      code: 0,
      lines: [/^Restored 601 ratings, 60[01] rows/, /erase/],
    });
    await expectAll(to, all);
  });

  test("of a folder is restored into the other database, too", async () => {
    const { all, backup } = await backedUp(await freshFolder());
    const to = await freshPlace();
    rmSync(to.address, { recursive: true, force: true });
    await restore(backup, to);
    await expectAll(to, all);
  });

  test("leaves the place as it was, and can be made while the place is open", async () => {
    const place = await freshPlace();
    const all = await fill(place);
    const stores = await place.open();
    const backup = join(temporaryFolder(), "deep", "backup");
    expect(await backUp(place, backup)).toMatchObject({ code: 0 });
    expect(await stores.keys.all()).toHaveLength(4);
    expect(await waitingRows(stores)).toHaveLength(3);
    await stores.close();
    const to = await freshFolder();
    await restore(backup, to);
    await expectAll(to, all);
  });

  test("is one folder for its owner alone, without logs, and with the keys of raters apart", async () => {
    const { backup } = await backedUp(await freshPlace());
    const files = ["backup.json", "intake.db", "ledger.db", "rater-keys.json", "ratings.db"];
    expect(readdirSync(backup).toSorted()).toEqual(files);
    expect(statSync(backup).mode & 0o777).toBe(0o700);
    expect(files.map((name) => statSync(join(backup, name)).mode & 0o777)).toEqual(files.map(() => 0o600));
    const keys = JSON.parse(readFileSync(join(backup, "rater-keys.json"), "utf8")) as {
      week: string;
      secret: string;
    }[];
    expect(keys.map(({ week }) => week)).toEqual([OPEN_WEEK]);
    for (const { secret } of keys)
      expect(readFileSync(join(backup, "intake.db")).includes(Buffer.from(secret, "base64url"))).toBe(false);
    expect(await run("check", "--database", backup)).toMatchObject({ code: 0, lines: [/as it was written: 601/] });
  });

  test("is restored without the keys of raters when their time has come", async () => {
    const { all, backup } = await backedUp(await freshPlace());
    rmSync(join(backup, "rater-keys.json"));
    const to = await freshFolder();
    expect(await restore(backup, to)).toMatchObject({ code: 0 });
    await expectAll(to, { ...all, keys: all.keys.slice(0, 2) });
  });

  test("that is damaged is not restored, and nothing begins", async () => {
    const { backup } = await backedUp(await freshFolder());
    const file = join(backup, "ratings.db");
    const content = readFileSync(file);
    const middle = Math.floor(content.length / 2);
    content.writeUInt8(content.readUInt8(middle) ^ 1, middle);
    writeFileSync(file, content);
    const to = await freshPlace();
    rmSync(to.address, { recursive: true, force: true });
    await expect(restore(backup, to)).rejects.toThrow(/damaged: ratings\.db is not as it was written/);
    await expect(run("check", "--database", backup)).rejects.toThrow(/ratings\.db/);
    expect(existsSync(to.address)).toBe(false);
  });

  test("of what is damaged is not made", async () => {
    const place = await freshPlace();
    await fill(place);
    const stores = await place.open();
    await append(stores, [intakeRow(4_000)]);
    await stores.close();
    const folder = temporaryFolder();
    await expect(backUp(place, join(folder, "backup"))).rejects.toThrow(
      /1 ratings of pk_intranet in 2026-W47 no longer/,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  test("of nothing can be restored as well", async () => {
    const place = await freshPlace();
    await (await place.open()).close();
    const backup = join(temporaryFolder(), "backup");
    await backUp(place, backup);
    const to = await freshFolder();
    expect(await restore(backup, to)).toMatchObject({ code: 0 });
  });
});

describe("refused with the reason is", () => {
  test("a backup into a folder that holds something", async () => {
    const place = await freshPlace();
    await (await place.open()).close();
    const folder = temporaryFolder();
    writeFileSync(join(folder, "file"), "");
    await expect(backUp(place, folder)).rejects.toThrow(/not empty: name a new folder with --to/);
  });

  test("a restore into a place that holds something", async () => {
    const { backup } = await backedUp(await freshFolder());
    const to = await freshPlace();
    const stores = await to.open();
    await append(stores, [intakeRow(4_000)]);
    await stores.close();
    await expect(restore(backup, to)).rejects.toThrow(/is not empty|holds ratings already/);
    const again = await to.open();
    expect(await again.ratings.page(undefined, 10)).toEqual([]);
    expect(await waitingRows(again)).toEqual([intakeRow(4_000)]);
    await again.close();
  });

  test("a restore of what is no backup", async () => {
    const place = await freshFolder();
    await fill(place);
    await expect(restore(place.address, await freshPlace())).rejects.toThrow(/is no backup/);
  });

  test("a backup of a folder that no collector has", async () => {
    const folder = temporaryFolder();
    await expect(run("backup", "--database", folder, "--to", join(folder, "to"))).rejects.toThrow(
      /holds no intake\.db/,
    );
  });

  test("serving a backup, or a backup of it", async () => {
    const { backup } = await backedUp(await freshFolder());
    expect(() => openSqlite(backup)).toThrow(/is a backup: restore it/);
    await expect(run("backup", "--database", backup, "--to", join(backup, "to"))).rejects.toThrow(/backup\.json/);
  });

  test("serving a folder whose restore was interrupted, until it is restored again", async () => {
    const { all, backup } = await backedUp(await freshFolder());
    const to = await freshFolder();
    mkdirSync(to.address, { recursive: true });
    writeFileSync(join(to.address, "restore.unfinished"), "");
    writeFileSync(join(to.address, "ratings.db"), "half");
    writeFileSync(join(to.address, "ratings.db-wal"), "left");
    expect(() => openSqlite(to.address)).toThrow(/interrupted: restore again/);
    expect(await restore(backup, to)).toMatchObject({ code: 0 });
    await expectAll(to, all);
  });

  test.each([
    [["backup"], /--to must name a new folder/],
    [["backup", "--to", "postgres://db/x"], /must name a folder/],
    [["restore"], /--from must name/],
  ])("%j", async (args, reason) => {
    await expect(run(...args)).rejects.toThrow(reason);
  });
});
