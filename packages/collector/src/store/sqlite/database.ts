import { DatabaseSync, type DatabaseSyncInstance } from "@photostructure/sqlite";
import { basename } from "node:path";
import { migrate } from "../migrate.js";
import { type FilePlace, placeOf } from "./place.js";
import { addressOf, type Thread } from "./thread.js";
import type { Question, Step } from "./thread-program.js";

/** Reads a little. */
const LOOK = "SELECT 1 FROM sqlite_schema LIMIT 1";

export type Statement = ReturnType<DatabaseSyncInstance["prepare"]>;

/** Bytes of a file beyond which a start does not wait for the longer of two checks. */
const LARGE = 2 ** 27;

const TRUNCATE = "PRAGMA wal_checkpoint(TRUNCATE)";

/** Who waits for the disk. */
export interface Threads {
  /** Writes, and reads what every rating asks for. */
  writer: Thread;
  /** Does what takes long, while the other goes on with other files. */
  housekeeper: Thread;
}

/**
 * One file. What is rarely read is read here, at once; everything else is a thread's. Whoever prepares statements must keep
 * this object in a field that it uses: a connection that only its statements refer to is collected, and they fail from then on.
 */
export class Database {
  readonly #connection: DatabaseSyncInstance;
  readonly #address: string;
  readonly #threads: Threads;
  /** While somebody else writes to the file: settles when that is done. */
  #taken: Promise<unknown> | undefined;
  readonly #place: FilePlace;
  /** Settles when all that was to be written to the file by now has been. */
  #written: Promise<unknown> = Promise.resolve();
  #failed = false;

  constructor(file: string, migrations: readonly string[], threads: Threads) {
    this.#address = addressOf(file);
    this.#threads = threads;
    this.#connection = new DatabaseSync(file);
    try {
      // Freed pages are overwritten: what the mix or a key's destruction removes must be gone from the disk.
      this.#connection.exec(`
        PRAGMA busy_timeout = 50;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA fullfsync = ON;
        PRAGMA secure_delete = ON;
        PRAGMA trusted_schema = OFF;
        PRAGMA cache_size = -16384;
      `);
      // The log is there from the first look on.
      this.#connection.exec(LOOK);
      this.#place = placeOf(file);
      migrate(
        {
          version: () => this.#pragma("user_version"),
          step: (sql, version) => this.#step(`${sql}; PRAGMA user_version = ${version}`),
        },
        migrations,
        basename(file),
      );
      // What a killed process left in the log is in the order of arrival, too.
      this.#connection.exec(TRUNCATE);
    } catch (cause) {
      this.#connection.close();
      throw cause;
    }
  }

  /** A statement that reads, and is seldom run. */
  prepare(sql: string): Statement {
    return this.#connection.prepare(sql);
  }

  #step(sql: string): void {
    this.#connection.exec("BEGIN IMMEDIATE");
    try {
      this.#connection.exec(sql);
      this.#connection.exec("COMMIT");
    } catch (cause) {
      if (this.#connection.isTransaction) this.#connection.exec("ROLLBACK");
      throw cause;
    }
  }

  /** What a statement reads with these values, for each of several, as it was at one moment after this call. */
  async read(questions: readonly Question[]): Promise<Record<string, unknown>[][]> {
    this.checkPlace();
    return questions.length > 0 ? this.#threads.writer.read(this.#address, questions) : [];
  }

  /**
   * Runs steps in one transaction: committed to disk when this settles, undone when it rejects with anything but a
   * MissingFileError: then they were committed to files that are not in their place.
   * @param steps are asked for when it is their turn; what is written afterwards is written after them
   * @param committed what must follow whenever they were committed, wherever the files are now
   * @returns how many rows each step has changed
   */
  async transaction(steps: () => readonly Step[], committed?: () => void): Promise<number[]> {
    while (this.#taken) await this.#taken;
    try {
      const written = this.#threads.writer.write(this.#address, steps());
      this.#written = written.catch(() => {});
      const changes = await written;
      committed?.();
      this.checkPlace();
      this.#failed = false;
      return changes;
    } catch (cause) {
      this.#failed = true;
      throw cause;
    }
  }

  /** Moves the log into the file and empties it. A reader in the way postpones it to the next call. */
  async truncateLog(): Promise<void> {
    this.checkPlace();
    // Most of it while others write; what they add meanwhile is little.
    await this.#threads.housekeeper.keepHouse(this.#address, "PRAGMA wal_checkpoint(PASSIVE)");
    await this.#alone(TRUNCATE);
  }

  /** Writes the whole file anew, each table in the order of its key. Readers go on meanwhile, writers wait. */
  async rewrite(): Promise<void> {
    await this.#alone("VACUUM");
  }

  async #alone(statement: string): Promise<void> {
    while (this.#taken) await this.#taken;
    const done = this.#written.then(() => this.#threads.housekeeper.keepHouse(this.#address, statement));
    const taken = done.catch(() => {}).then(() => (this.#taken = undefined));
    this.#taken = taken;
    await done;
  }

  /** Throws MissingFileError where what is read and written here is not what the next start will find. */
  checkPlace(): void {
    this.#place.check();
  }

  /** Throws where nothing could be committed. */
  async check(): Promise<void> {
    this.checkPlace();
    this.#place.checkWriting(this.#failed);
    // Whatever was in the way may still be: only a commit can tell.
    if (this.#failed)
      await this.transaction(() => [{ sql: `PRAGMA user_version = ${this.#pragma("user_version")}`, rows: [[]] }]);
    else await this.read([{ sql: LOOK, values: [] }]);
  }

  /**
   * Reads the whole file. What is damaged, in the database's own words.
   * @param most Faults after which it stops. Default: it reads to the end, and holds indexes of large files against
   * their tables, too, which takes twice as long.
   */
  inspect(most?: number): string[] {
    try {
      const size = this.#pragma("page_count") * this.#pragma("page_size");
      const pragma = most !== undefined && size > LARGE ? "quick_check" : "integrity_check";
      const rows: unknown[] = this.#connection.prepare(`PRAGMA ${pragma}(${most ?? 100})`).all();
      return rows.map((row) => Object.values(row as object).join()).filter((word) => word !== "ok");
    } catch (cause) {
      // Some damage ends the reading of it.
      return [cause instanceof Error ? cause.message : String(cause)];
    }
  }

  /** Once its threads have ended. */
  close(): void {
    this.#connection.exec(TRUNCATE);
    this.#connection.close();
  }

  #pragma(name: string): number {
    const row: unknown = this.#connection.prepare(`PRAGMA ${name}`).get();
    return Number((row as Record<string, unknown>)[name]);
  }
}
