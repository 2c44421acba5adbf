import { chmodSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { isoWeekOf, type IsoWeek, startOfIsoWeek } from "@aftertask/schema/words";
import { dayOf } from "../day.js";
import { readThrough } from "../receive/contents.js";
import { type Copied, copyAll } from "../store/copy.js";
import { RATER_KEY_LIFE } from "../store/keys.js";
import { isPostgres } from "../store/open.js";
import { atOneMoment } from "../store/postgres/whole.js";
import type { Stores } from "../store/stores.js";
import { settle, writeDurably } from "../store/sqlite/durable.js";
import { FILES, makeFolder, MANIFEST } from "../store/sqlite/folder.js";
import { openFolder } from "../store/sqlite/open.js";
import { copyFolder } from "../store/sqlite/whole.js";
import { VERSION } from "../version.js";
import { BackupError } from "./backup-error.js";
import { type Manifest, manifestOf } from "./manifest.js";
import { RATER_KEYS, raterKeysText } from "./rater-keys.js";

/** Every week there is. */
const LAST_WEEK = "9999-W53";

/**
 * Writes everything that a place holds into a new folder, while collectors go on. It holds all that was acknowledged
 * before the call, and appears whole or not at all: what is there when this settles has been read through and is on disk.
 * @param from a folder of SQLite files, or the address of a PostgreSQL database
 * @throws BackupError where the folder holds something, or the copy is not what it should be
 */
export async function writeBackup(from: string, to: string): Promise<Manifest> {
  const place = resolve(to);
  if (existsSync(place) && readdirSync(place).length > 0)
    throw new BackupError(`${to} is not empty: name a new folder with --to.`);
  makeFolder(dirname(place));
  const begun = new Date();
  const week = isoWeekOf(begun.getTime());
  // Made for its owner alone, and beside its place, so that it can be moved there by its name.
  const folder = mkdtempSync(`${place}.unfinished-`);
  try {
    if (isPostgres(from)) await atOneMoment(from, (source) => withStores(folder, (stores) => copyAll(source, stores)));
    else copyFolder(from, folder);
    const holds = await withStores(folder, async (stores) => {
      await setRaterKeysApart(stores, folder, week);
      return expectSound(stores);
    });
    for (const name of readdirSync(folder)) {
      if (!isPart(name)) rmSync(join(folder, name));
      else chmodSync(join(folder, name), 0o600);
    }
    for (const name of FILES) settle(join(folder, name));
    const manifest = await manifestOf(folder, {
      collector: VERSION,
      begun: begun.toISOString(),
      raterKeysEnd: dayOf(startOfIsoWeek(week) + RATER_KEY_LIFE),
      holds,
    });
    writeDurably(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    settle(folder);
    renameSync(folder, place);
    settle(dirname(place));
    return manifest;
  } catch (cause) {
    rmSync(folder, { recursive: true, force: true });
    throw cause;
  }
}

function isPart(name: string): boolean {
  return name === RATER_KEYS || FILES.some((file) => file === name);
}

/** Opens what is in the folder so far; files that an older collector wrote are brought to the newest version. */
async function withStores<Result>(folder: string, work: (stores: Stores) => Promise<Result>): Promise<Result> {
  const stores = openFolder(folder);
  try {
    return await work(stores);
  } finally {
    await stores.close();
  }
}

async function expectSound(stores: Stores): Promise<Copied> {
  const { faults, holds } = await readThrough(stores);
  const all = [...(await stores.inspect()), ...faults];
  if (all.length > 0)
    throw new BackupError(
      `What was copied is damaged, and no backup was made: ${all.join(" ")} Look at the database with check, and keep the backups that there are.`,
    );
  return holds;
}

/**
 * In a file of their own they can be destroyed when their time has come: the rest can be restored without them. Those of
 * closed weeks are left out. Nobody is counted for these weeks any more.
 */
async function setRaterKeysApart({ keys }: Stores, folder: string, openWeek: IsoWeek): Promise<void> {
  const raters = (await keys.all()).filter(({ purpose, week }) => purpose === "rater" && week >= openWeek);
  writeDurably(join(folder, RATER_KEYS), raterKeysText(raters));
  await keys.destroyUpTo(LAST_WEEK);
}
