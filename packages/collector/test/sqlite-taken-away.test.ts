import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openSqlite } from "../src/store/sqlite/open.js";
import { MissingFileError } from "../src/store/sqlite/place.js";
import { addressOf, Thread } from "../src/store/sqlite/thread.js";
import { append, intakeRow, waitingRows } from "./rows.js";
import { temporaryFolder } from "./temporary-folder.js";

/** A folder whose intake can be taken away while it is used, and brought back. */
function folderOfStores() {
  const folder = temporaryFolder();
  const stores = openSqlite(folder);
  onTestFinished(() => stores.close());
  const [file, aside] = [join(folder, "intake.db"), join(folder, "intake.db.aside")];
  return {
    folder,
    stores,
    take: () => renameSync(file, aside),
    giveBack: () => renameSync(aside, file),
  };
}

test("a rating whose file was taken away while it was committed is known when it comes again", async () => {
  const { stores, take, giveBack } = folderOfStores();
  const [other, row] = [intakeRow(0), intakeRow(1)];
  await append(stores, [other]);
  const appended = stores.intake.append([row], async () => {
    take();
    return [null];
  });
  await expect(appended).rejects.toThrow(MissingFileError);
  giveBack();
  expect(await append(stores, [row])).toEqual([{ is: "known", digest: row.rating.digest }]);
  expect(await waitingRows(stores)).toEqual([other, row]);
  expect(await stores.intake.page(undefined, 10)).toEqual([other, row]);
});

test("what was removed while its file was taken away is not looked for any more", async () => {
  const { stores, take, giveBack } = folderOfStores();
  const [one, other] = [intakeRow(1), intakeRow(2)];
  await append(stores, [one, other]);
  const lent = stores.intake.lend("pk_intranet", "2026-W47", 1, async (loan) => {
    take();
    await loan.remove(loan.rows.map(({ rating }) => rating));
  });
  await expect(lent).rejects.toThrow(MissingFileError);
  giveBack();
  expect(await waitingRows(stores)).toEqual([other]);
  expect(await append(stores, [one])).toEqual([null]);
});

test("whoever keeps house makes no file that is not there", async () => {
  const housekeeper = new Thread();
  onTestFinished(() => housekeeper.close());
  const file = join(temporaryFolder(), "100 % gone?.db");
  await expect(housekeeper.keepHouse(addressOf(file), "VACUUM")).rejects.toThrow("unable to open database file");
  expect(existsSync(file)).toBe(false);
});

test.each(["intake", "ratings", "ledger"] as const)(
  "the log of %s is not emptied into a new file when the file was taken away",
  async (name) => {
    const { folder, stores } = folderOfStores();
    const paths = [`${name}.db`, `${name}.db-wal`].map((part) => join(folder, part));
    for (const path of paths) renameSync(path, `${path}.aside`);
    await expect(stores[name].truncateLog()).rejects.toThrow(MissingFileError);
    expect(paths.filter((path) => existsSync(path))).toEqual([]);
    for (const path of paths) renameSync(`${path}.aside`, path);
  },
);
