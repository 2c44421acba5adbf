import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readThrough } from "../receive/contents.js";
import { type Copied, copyAll } from "../store/copy.js";
import { isPostgres } from "../store/open.js";
import { fillDatabase } from "../store/postgres/fill.js";
import type { Tombstone } from "../store/row.js";
import { fillFolder } from "../store/sqlite/fill.js";
import { FILES } from "../store/sqlite/folder.js";
import { openFolder } from "../store/sqlite/open.js";
import type { Stores } from "../store/stores.js";
import { BackupError } from "./backup-error.js";
import { eraseAgain } from "./erase-again.js";
import { type Manifest, readManifest } from "./manifest.js";
import { adoptRaterKeys } from "./rater-keys.js";

/** Names the place to be filled. */
const FLAG = "--database (AFTERTASK_DATABASE)";

/** What a backup says of itself, and how many ratings of it were erased again. */
export interface Restored extends Manifest {
  erased: number;
}

/**
 * Brings back what a backup holds into an empty place: all of it, or nothing that a collector would start on.
 * @param to a folder that is empty or missing, or the address of a PostgreSQL database without ratings
 * @param erased tombstones of what was erased since the backup was made. Default: none are known
 * @throws BackupError where the backup cannot be used, DatabaseUnusableError where the place is not empty
 */
export async function restoreBackup(from: string, to: string, erased: readonly Tombstone[] = []): Promise<Restored> {
  const manifest = await readManifest(from);
  const count = isPostgres(to)
    ? await fillDatabaseFrom(from, to, manifest.holds, erased)
    : await fillFolderFrom(from, to, erased);
  return { ...manifest, erased: count };
}

async function fillFolderFrom(from: string, to: string, erased: readonly Tombstone[]): Promise<number> {
  const work = async (stores: Stores) => {
    await adoptRaterKeys(from, stores.keys);
    return eraseAgain(stores, erased);
  };
  return fillFolder(to, FLAG, work, () => copyFiles(from, to));
}

/** By way of files of its own: those of the backup stay as they are, whatever version they are of. */
async function fillDatabaseFrom(
  from: string,
  to: string,
  holds: Copied,
  erased: readonly Tombstone[],
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "aftertask-restore-"));
  try {
    copyFiles(from, folder);
    const source = openFolder(folder);
    try {
      await adoptRaterKeys(from, source.keys);
      // Here: nothing of it reaches the new database, its log or its standbys.
      const count = await eraseAgain(source, erased);
      const left = count > 0 ? (await readThrough(source)).holds : holds;
      await fillDatabase(to, FLAG, async (stores) => {
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
