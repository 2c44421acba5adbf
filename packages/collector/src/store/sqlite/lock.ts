import { DatabaseSync, type DatabaseSyncInstance } from "@photostructure/sqlite";

/** Another collector has the folder. */
export class DatabaseInUseError extends Error {
  /** Tells it from other errors where two copies of the package make `instanceof` useless. */
  override readonly name = "DatabaseInUseError";
}

/**
 * Holds a folder for one collector alone. The lock is the operating system's, on an empty file, so that it
 * ends with the process, however that ends; the data files stay readable for others.
 */
export class Lock {
  readonly #connection: DatabaseSyncInstance;

  constructor(file: string, folder: string) {
    this.#connection = new DatabaseSync(file);
    try {
      this.#connection.exec("PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    } catch (cause) {
      this.#connection.close();
      if (!/locked|busy/i.test(String(cause))) throw cause;
      throw new DatabaseInUseError(
        `Another collector is using ${folder}: stop it, or give this one a folder of its own with --database (AFTERTASK_DATABASE).`,
        { cause },
      );
    }
  }

  release(): void {
    this.#connection.close();
  }
}
