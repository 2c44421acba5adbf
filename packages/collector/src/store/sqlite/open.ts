import { DatabaseSync } from "@photostructure/sqlite";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { NewerDatabaseError } from "../migrate.js";
import type { Stores } from "../stores.js";
import { DatabaseUnusableError } from "../unusable.js";
import { Database } from "./database.js";
import { makeFolder, MANIFEST, UNFINISHED } from "./folder.js";
import { INTAKE_MIGRATIONS, SqliteIntake } from "./intake.js";
import { SqliteKeys } from "./keys.js";
import { LEDGER_MIGRATIONS, SqliteLedger } from "./ledger.js";
import { DatabaseInUseError, Lock } from "./lock.js";
import { refuseLoss } from "./lost.js";
import { SqlitePublished } from "./published.js";
import { RATINGS_MIGRATIONS, SqliteRatings } from "./ratings.js";
import { Thread } from "./thread.js";
import { SqliteTombstones } from "./tombstones.js";

/** Older versions can lose what they committed when the log of a file is reset. */
const OLDEST_SQLITE = "3.51.3";

/** How a folder is opened. */
export interface Opening {
  /** Called when the thread that writes has ended by itself: nothing is stored from then on. */
  lost?: (cause: Error) => void;
  /** Also one that is being filled. */
  unfinished?: boolean;
  /** Also one that is damaged: whoever looks for damage must be able to open it. */
  damaged?: boolean;
}

/**
 * Opens intake.db, ratings.db and ledger.db in a folder, made if it is missing, and locks it.
 * Throws DatabaseUnusableError, DatabaseInUseError or NewerDatabaseError, with everything closed again.
 */
export function openSqlite(folder: string): Stores {
  return openFolder(folder);
}

export function openFolder(
  folder: string,
  { lost = () => {}, unfinished = false, damaged = false }: Opening = {},
): Stores {
  const open: { close(): void }[] = [];
  const closeAll = () =>
    open
      .splice(0)
      .toReversed()
      .forEach((each) => each.close());
  try {
    checkVersion();
    if (existsSync(join(folder, MANIFEST)))
      throw new DatabaseUnusableError(
        `${folder} is a backup: restore it into a place of its own (restore --from ${folder}), and name that with --database (AFTERTASK_DATABASE).`,
      );
    if (!unfinished && existsSync(join(folder, UNFINISHED)))
      throw new DatabaseUnusableError(
        `A move or a restore into ${folder} was interrupted, or is under way, and not everything is there: give the same command again.`,
      );
    // Only the collector's own user may read what waits and the keys.
    makeFolder(folder);
    const lock = new Lock(join(folder, "collector.lock"), folder);
    open.push({ close: () => lock.release() });
    refuseLoss(folder);
    const threads = { writer: new Thread(lost), housekeeper: new Thread() };
    const file = (name: string, migrations: readonly string[]) => {
      const database = new Database(join(folder, name), migrations, threads);
      open.push(database);
      const [fault] = damaged ? [] : database.inspect(1);
      if (fault !== undefined) throw new DamagedError(`${name}: ${fault}`);
      return database;
    };
    // In this order: by what is missing one can tell a first start that was killed from a loss.
    const intake = file("intake.db", INTAKE_MIGRATIONS);
    const ratings = file("ratings.db", RATINGS_MIGRATIONS);
    const ledger = file("ledger.db", LEDGER_MIGRATIONS);
    return {
      // What stands in the way is looked for first, and the rows are put in after: nobody may come in between.
      appendsAtOnce: 1,
      intake: new SqliteIntake(intake),
      ratings: new SqliteRatings(ratings),
      tombstones: new SqliteTombstones(ratings),
      published: new SqlitePublished(ratings),
      ledger: new SqliteLedger(ledger),
      keys: new SqliteKeys(intake),
      time: async () => undefined,
      check: async () => void (await Promise.all([intake, ratings, ledger].map((database) => database.check()))),
      inspect: async () =>
        Object.entries({ intake, ratings, ledger }).flatMap(([name, database]) =>
          database.inspect().map((fault) => `${name}.db is damaged: ${fault}.`),
        ),
      async close() {
        await threads.housekeeper.close();
        await threads.writer.close();
        closeAll();
      },
    };
  } catch (cause) {
    closeAll();
    if (
      cause instanceof DatabaseInUseError ||
      cause instanceof NewerDatabaseError ||
      cause instanceof DatabaseUnusableError
    )
      throw cause;
    if (cause instanceof DamagedError || isDamage(cause))
      throw new DatabaseUnusableError(
        `The database folder ${folder} is damaged (${reason(cause)}): see with check how badly, and restore a backup into another folder, to be named with --database (AFTERTASK_DATABASE).`,
        { cause },
      );
    throw new DatabaseUnusableError(
      `The database folder ${folder} cannot be used (${reason(cause)}): name a folder that can be written with --database (AFTERTASK_DATABASE).`,
      { cause },
    );
  }
}

/** A file does not hold what it should. */
class DamagedError extends Error {}

/** SQLite's numbers for a file that is malformed, and for one that is no database. */
const DAMAGE = [11, 26];

function isDamage(cause: unknown): boolean {
  return cause instanceof Error && "errcode" in cause && DAMAGE.includes(Number(cause.errcode) & 0xff);
}

function checkVersion(): void {
  const connection = new DatabaseSync(":memory:");
  const { version } = connection.prepare("SELECT sqlite_version() AS version").get() as { version: string };
  connection.close();
  if (version.localeCompare(OLDEST_SQLITE, "en", { numeric: true }) < 0)
    throw new Error(`SQLite ${version} is older than ${OLDEST_SQLITE}`);
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message.split("\n", 1).join("") : String(cause);
}
