import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { append, intakeRow, intakeRows } from "../../../test/rows.js";
import { freshFolder } from "../../../test/sqlite-place.js";
import { temporaryFolder } from "../../../test/temporary-folder.js";
import { runCommand } from "../../commands/run.js";
import { FILES } from "./folder.js";
import { openSqlite } from "./open.js";

/** A folder that holds ratings, and some that wait, left by a collector that was stopped. */
async function filled(): Promise<string> {
  const { address, open } = await freshFolder();
  const stores = await open();
  await stores.keys.secret("pk_intranet", "ledger");
  await stores.ratings.add(intakeRows(20).map(({ rating }) => rating));
  await append(stores, [intakeRow(30)]);
  await stores.close();
  return address;
}

const LOSSES: [name: string, what: string, lose: (file: string) => void][] = FILES.flatMap((name) => [
  [name, "is gone", (file) => rmSync(file)],
  [name, "is empty", (file) => writeFileSync(file, "")],
]);

test.each(LOSSES)("F23: a folder whose %s %s is neither served nor said to be well", async (name, _, lose) => {
  const folder = await filled();
  lose(join(folder, name));
  const was = existsSync(join(folder, name));
  const reason = new RegExp(`has lost its ${name}.*restore a backup.*--database`);
  expect(() => openSqlite(folder)).toThrow(reason);
  for (const words of [["check"], ["migrate"], ["move", "--to", join(temporaryFolder(), "new")]])
    await expect(runCommand([...words, "--database", folder], {}, () => {})).rejects.toThrow(reason);
  const backup = ["backup", "--to", join(temporaryFolder(), "backup"), "--database", folder];
  await expect(runCommand(backup, {}, () => {})).rejects.toThrow(
    new RegExp(`${folder} (has lost its|holds no) ${name}`),
  );
  expect(existsSync(join(folder, name))).toBe(was);
});

test("of several that are lost the first is named", async () => {
  const folder = await filled();
  for (const name of ["intake.db", "ledger.db"]) rmSync(join(folder, name));
  expect(() => openSqlite(folder)).toThrow(/has lost its intake\.db/);
});

test.each([0, 1, 2])(
  "a first start that was killed when it had made %d files is ended by the next one",
  async (count) => {
    const folder = temporaryFolder();
    await openSqlite(folder).close();
    const [next = "", ...later] = FILES.slice(count).map((name) => join(folder, name));
    for (const file of [next, ...later]) rmSync(file);
    writeFileSync(next, "");
    await openSqlite(folder).close();
    expect(FILES.filter((name) => !existsSync(join(folder, name)))).toEqual([]);
  },
);
