import { isoWeekOf } from "@aftertask/schema/words";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { freshPlace } from "../../test/fresh-place.js";
import type { Place } from "../../test/place.js";
import { append, digested, intakeRow, intakeRows, waitingRows } from "../../test/rows.js";
import { freshFolder } from "../../test/sqlite-place.js";
import { projects, rating as realRating } from "../../test/start.js";
import { temporaryFolder } from "../../test/temporary-folder.js";
import { findKept } from "../access/find-kept.js";
import { runCommand } from "../commands/run.js";
import { DAY } from "../day.js";
import { createPseudonymiser } from "../receive/pseudonym.js";
import { reduce } from "../receive/reduce.js";
import { keep } from "../store/keep.js";
import { openSqlite } from "../store/sqlite/open.js";

const PUBLICATION = { project: "pk_intranet", week: "2026-W40", publishedAt: "2026-W41", rows: [] };

const [PROJECT = { key: "", minimumGroup: 5 }] = projects();

/** Open for as long as the tests last: on the last evening of a week it is the next one already. */
const OPEN_WEEK = isoWeekOf(Date.now() + DAY / 24);
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

describe("what was erased since a backup", () => {
  /** A rating that was mixed, one that waits, and one whose id tells a time, all backed up and then erased. */
  async function erasedSince(place: Place) {
    const stores = await place.open();
    const pseudonymiser = createPseudonymiser(stores.keys);
    const ids = [
      "0b5c1d1e-6f0a-4c3b-9a59-1f7a4f0d2c11",
      "5a0c1d1e-6f0a-4c3b-9a59-1f7a4f0d2c12",
      "01890a5d-ac96-774b-bcce-b302099a8057",
      "7c0c1d1e-6f0a-4c3b-9a59-1f7a4f0d2c14",
    ];
    const rows = await Promise.all(
      ids.map((id) => {
        const rating = realRating({ id });
        return pseudonymiser.row(rating, reduce(rating, PROJECT, OPEN_WEEK), "2026-11-21");
      }),
    );
    await stores.ratings.add([rows[0], rows[2], rows[3]].flatMap((row) => row?.rating ?? []));
    await append(stores, rows.slice(1, 2));
    await stores.close();
    const backup = join(temporaryFolder(), "backup");
    await backUp(place, backup);
    const erased = ids.slice(0, 3);
    await run("erase", ...erased.flatMap((id) => ["--id", id]), "--database", place.address);
    return { backup, ids, erased };
  }

  const readable = async (place: Place, ids: readonly string[]) => {
    const stores = await place.open();
    const ports = { stores, pseudonymiser: createPseudonymiser(stores.keys) };
    const found = await Promise.all(ids.map(async (id) => (await findKept(id, ports)).length));
    await stores.close();
    return found;
  };

  test.each([
    ["a place of the same kind", freshPlace],
    ["a folder", freshFolder],
  ])("does not come back to %s where the place is named that knows of it", async (_, fresh) => {
    const place = await freshPlace();
    const { backup, ids } = await erasedSince(place);
    const to = await fresh();
    rmSync(to.address, { recursive: true, force: true });
    expect(await run("restore", "--from", backup, "--database", to.address, "--erased", place.address)).toMatchObject({
      code: 0,
      lines: [/^Restored 3 ratings, 0 rows/, /knows of 3 ids that were erased\. 3 of them/],
    });
    expect(await readable(to, ids)).toEqual([0, 0, 0, 1]);
    // Nor with a sender who has not heard that it arrived.
    const stores = await to.open();
    expect((await stores.tombstones.all()).length).toBe(3);
    await stores.close();
  });

  test("comes back without, and that is said", async () => {
    const { backup, ids } = await erasedSince(await freshPlace());
    const to = await freshFolder();
    expect(await restore(backup, to)).toMatchObject({ lines: [/^Restored/, /is back: erase it again/] });
    expect(await readable(to, ids)).toEqual([1, 1, 1, 1]);
  });

  test("does not come back where it was erased between two files of the backup", async () => {
    const place = await freshPlace();
    const stores = await place.open();
    const { row } = createPseudonymiser(stores.keys);
    const [one, other] = [realRating(), realRating()];
    const rows = await Promise.all(
      [one, other].map((rating) => row(rating, reduce(rating, PROJECT, OPEN_WEEK), "2026-11-21")),
    );
    await append(stores, rows);
    // As if the intake had been copied before.
    const mark = rows[0]?.mark ?? new Uint8Array();
    await stores.tombstones.add([{ project: PROJECT.key, mark, week: OPEN_WEEK }]);
    await stores.close();
    const backup = join(temporaryFolder(), "backup");
    await backUp(place, backup);
    const to = await freshFolder();
    await restore(backup, to);
    expect(await readable(to, [one.id, other.id])).toEqual([0, 1]);
  });

  test("is known of a folder that is damaged otherwise, and of one that is in use", async () => {
    const place = await freshFolder();
    const { backup, ids } = await erasedSince(place);
    const stores = await place.open();
    writeFileSync(join(place.address, "ledger.db"), "rubbish");
    const to = await freshFolder();
    await run("restore", "--from", backup, "--database", to.address, "--erased", place.address);
    expect(await readable(to, ids)).toEqual([0, 0, 0, 1]);
    await stores.close().catch(() => {});
  });

  test("is not looked for in a place that is none, and nothing begins", async () => {
    const { backup } = await erasedSince(await freshPlace());
    const to = await freshFolder();
    const nowhere = join(temporaryFolder(), "nowhere");
    const words = ["restore", "--from", backup, "--database", to.address, "--erased"];
    await expect(run(...words, nowhere)).rejects.toThrow(/cannot be read \(there is no ratings\.db in it\)/);
    await expect(run(...words, to.address)).rejects.toThrow("--erased must name another place");
    expect(existsSync(nowhere)).toBe(false);
    expect(existsSync(to.address) ? readdirSync(to.address) : []).toEqual([]);
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
    writeFileSync(join(to.address, "unfinished.lock"), "");
    writeFileSync(join(to.address, "ratings.db"), "half");
    writeFileSync(join(to.address, "ratings.db-wal"), "left");
    expect(() => openSqlite(to.address)).toThrow(/interrupted.*give the same command again/);
    expect(await restore(backup, to)).toMatchObject({ code: 0 });
    await expectAll(to, all);
  });

  test.each([
    [["backup"], /--to must name a new folder/],
    [["backup", "--to", "postgres://db/x"], /--to must name a folder/],
    [["backup", "--to", "s3://bucket/x"], /--to must name a folder/],
    [["restore"], /--from must name/],
  ])("%j", async (args, reason) => {
    await expect(run(...args)).rejects.toThrow(reason);
  });
});
