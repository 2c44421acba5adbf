import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readThrough } from "../receive/contents.js";
import { type Copied, copyAll } from "../store/copy.js";
import { isMark } from "../store/kind.js";
import { isPostgres, openStores } from "../store/open.js";
import { allOrNothing } from "../store/postgres/whole.js";
import type { Tombstone } from "../store/row.js";
import { FILES, makeFolder, openFolder, UNFINISHED } from "../store/sqlite/open.js";
import type { Stores } from "../store/stores.js";
import { BackupError } from "./backup-error.js";
import { settle, writeDurably } from "./durable.js";
import { eraseAgain } from "./erase-again.js";
import { type Manifest, readManifest } from "./manifest.js";
import { adoptRaterKeys } from "./rater-keys.js";

/** What a backup says of itself, and how many ratings of it were erased again. */
export interface Restored extends Manifest {
  erased: number;
}

/**
 * Brings back what a backup holds into an empty place: all of it, or nothing that a collector would start on.
 * @param to a folder that is empty or missing, or the address of a PostgreSQL database without ratings
 * @param erased tombstones of what was erased since the backup was made. Default: none are known
 * @throws BackupError where the backup cannot be used or the place is not empty
 */
export async function restoreBackup(from: string, to: string, erased: readonly Tombstone[] = []): Promise<Restored> {
  const manifest = await readManifest(from);
  const count = isPostgres(to)
    ? await fillDatabase(from, to, manifest.holds, erased)
    : await fillFolder(from, to, erased);
  return { ...manifest, erased: count };
}

async function fillFolder(from: string, to: string, erased: readonly Tombstone[]): Promise<number> {
  const mark = join(to, UNFINISHED);
  const isUnfinished = existsSync(mark);
  const found = existsSync(to) ? readdirSync(to) : [];
  if (found.length > 0 && !isUnfinished)
    throw new BackupError(`${to} is not empty: name a new folder with --database (AFTERTASK_DATABASE).`);
  makeFolder(to);
  writeDurably(mark, "A collector does not start here until the restore has ended.\n");
  settle(to);
  // Whatever an earlier try has left, logs above all: they would be taken for those of the new files.
  for (const name of found) if (name !== UNFINISHED) rmSync(join(to, name), { recursive: true });
  copyFiles(from, to);
  const stores = openFolder(to, { unfinished: true });
  let count: number;
  try {
    await adoptRaterKeys(from, stores.keys);
    count = await eraseAgain(stores, erased);
  } finally {
    await stores.close();
  }
  for (const name of FILES) settle(join(to, name));
  settle(to);
  rmSync(mark);
  settle(to);
  return count;
}

/** By way of files of its own: those of the backup stay as they are, whatever version they are of. */
async function fillDatabase(from: string, to: string, holds: Copied, erased: readonly Tombstone[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "aftertask-restore-"));
  try {
    copyFiles(from, folder);
    const source = openFolder(folder);
    try {
      await adoptRaterKeys(from, source.keys);
      // Here: nothing of it reaches the new database, its log or its standbys.
      const count = await eraseAgain(source, erased);
      const left = count > 0 ? (await readThrough(source)).holds : holds;
      await (await openStores(to)).close();
      await allOrNothing(to, async (stores) => {
        if (!(await isEmpty(stores)))
          throw new BackupError(
            "The database holds ratings already: name an empty one with --database (AFTERTASK_DATABASE), or drop its schemas intake, ratings and ledger.",
          );
        const copied = await copyAll(source, stores);
        if (copied.ratings !== left.ratings || copied.ledger !== left.ledger || copied.waiting !== left.waiting)
          throw new BackupError("What was read is not what the backup holds, and nothing was restored.");
      });
      return count;
    } finally {
      await source.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function copyFiles(from: string, to: string): void {
  for (const name of FILES) copyFileSync(join(from, name), join(to, name));
}

async function isEmpty({ keys, intake, ratings, ledger }: Stores): Promise<boolean> {
  const secrets = (await keys.all()).filter((key) => !isMark(key));
  const found = [secrets, await intake.page(undefined, 1), await ratings.page(undefined, 1)];
  return [...found, await ledger.page(undefined, 1)].every((rows) => rows.length === 0);
}
