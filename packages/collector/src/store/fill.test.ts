import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { freshPlace } from "../../test/fresh-place.js";
import { append, intakeRow, intakeRows, waitingRows } from "../../test/rows.js";
import { temporaryFolder } from "../../test/temporary-folder.js";
import { runCommand } from "../commands/run.js";
import { fill } from "./fill.js";
import type { Stores } from "./stores.js";

const FLAG = "--to";

async function fillIn(stores: Stores): Promise<void> {
  await stores.keys.secret("pk_intranet", "ledger");
  await stores.ratings.add(intakeRows(2).map(({ rating }) => rating));
  await append(stores, [intakeRow(2)]);
}

async function failHalfway(stores: Stores): Promise<void> {
  await fillIn(stores);
  throw new Error("halfway");
}

test("a place is filled at once, and then it is one like any other", async () => {
  const place = await freshPlace();
  await fill(place.address, FLAG, fillIn);
  const stores = await place.open();
  expect(await stores.ratings.page(undefined, 10)).toHaveLength(2);
  expect(await waitingRows(stores)).toHaveLength(1);
  await stores.close();
});

test("of a filling that was interrupted nobody sees anything, and the same again begins anew", async () => {
  const place = await freshPlace();
  await expect(fill(place.address, FLAG, failHalfway)).rejects.toThrow("halfway");
  if (inject("postgres")) {
    const stores = await place.open();
    expect(await stores.keys.all()).toEqual([]);
    expect(await stores.ratings.page(undefined, 10)).toEqual([]);
    await stores.close();
  } else await expect(place.open()).rejects.toThrow(/interrupted.*give the same command again/);

  await fill(place.address, FLAG, ({ ratings }) => ratings.add([intakeRow(7).rating]));
  const again = await place.open();
  expect(await again.ratings.page(undefined, 10)).toEqual([intakeRow(7).rating]);
  expect(await again.keys.all()).toEqual([]);
  await again.close();
});

test("a place that holds something is refused, and stays as it was", async () => {
  const place = await freshPlace();
  await fill(place.address, FLAG, fillIn);
  await expect(fill(place.address, FLAG, failHalfway)).rejects.toThrow(/name .* with --to/);
  const stores = await place.open();
  expect(await stores.ratings.page(undefined, 10)).toHaveLength(2);
  await stores.close();
});

test.skipIf(inject("postgres"))("a folder that cannot be made is refused in one line with the remedy", async () => {
  const file = join(temporaryFolder(), "file");
  writeFileSync(file, "");
  for (const folder of [file, join(file, "folder"), "/proc/folder"])
    await expect(fill(folder, FLAG, fillIn)).rejects.toThrow(/^\S+ cannot be used \([^\n]+\): name .* with --to\.$/);
});

test.skipIf(inject("postgres"))("of two that fill one folder at the same time one goes away", async () => {
  const place = await freshPlace();
  await fill(place.address, FLAG, async (stores) => {
    await fillIn(stores);
    await expect(fill(place.address, FLAG, fillIn)).rejects.toThrow(/^Another collector is using/);
  });
  await (await place.open()).close();
});

test.skipIf(inject("postgres"))("a folder that was half filled is refused by every command", async () => {
  const [{ address }, fresh] = [await freshPlace(), await freshPlace()];
  await expect(fill(address, FLAG, failHalfway)).rejects.toThrow("halfway");
  const command = (...words: string[]) => runCommand(words, {}, () => {});
  for (const words of [["check"], ["migrate"], ["move", "--to", "x"], ["erase", "--id", crypto.randomUUID()]])
    await expect(command(...words, "--database", address)).rejects.toThrow(/give the same command again/);
  const backup = join(temporaryFolder(), "backup");
  await expect(command("backup", "--database", address, "--to", backup)).rejects.toThrow(/holds unfinished\.lock/);
  await (await fresh.open()).close();
  await command("backup", "--database", fresh.address, "--to", backup);
  const restore = ["restore", "--from", backup, "--database", join(temporaryFolder(), "new")];
  await expect(command(...restore, "--erased", address)).rejects.toThrow(/not everything is there yet/);
});
