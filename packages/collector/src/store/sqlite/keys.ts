import type { IsoWeek } from "@aftertask/schema/words";
import { randomBytes } from "node:crypto";
import type { Key, KeyPurpose, Keys } from "../keys.js";
import type { Database, Statement } from "./database.js";

/** Stands in the file of the intake. */
export const KEYS_TABLE = `
  CREATE TABLE keys (
    project TEXT NOT NULL,
    purpose TEXT NOT NULL,
    week TEXT NOT NULL,
    secret BLOB NOT NULL,
    PRIMARY KEY (project, purpose, week)
  ) WITHOUT ROWID, STRICT`;

const SECRET_BYTES = 32;

const ADOPT = "INSERT INTO keys (project, purpose, week, secret) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";
const DESTROY = "DELETE FROM keys WHERE purpose = 'rater' AND week <= ?";

export class SqliteKeys implements Keys {
  readonly #database: Database;
  readonly #read: Statement;
  readonly #all: Statement;

  constructor(database: Database) {
    this.#database = database;
    this.#read = database.prepare("SELECT secret FROM keys WHERE project = ? AND purpose = ? AND week = ?");
    this.#all = database.prepare("SELECT project, purpose, week, secret FROM keys");
  }

  async secret(project: string, purpose: KeyPurpose, week: IsoWeek = ""): Promise<Uint8Array> {
    const known = this.#find(project, purpose, week);
    if (known) return known;
    // Two may come for one while the file is taken; both then use the one that is kept.
    await this.adopt({ project, purpose, week, secret: new Uint8Array(randomBytes(SECRET_BYTES)) });
    const kept = this.#find(project, purpose, week);
    if (!kept) throw new Error("A key was destroyed while it was made.");
    return kept;
  }

  #find(project: string, purpose: KeyPurpose, week: IsoWeek): Uint8Array | undefined {
    const row = this.#read.get(project, purpose, week) as { secret: Uint8Array } | undefined;
    return row?.secret;
  }

  async all(): Promise<Key[]> {
    return (this.#all.all() as Key[]).map((key) => ({ ...key }));
  }

  async adopt({ project, purpose, week, secret }: Key): Promise<void> {
    await this.#database.transaction(() => [{ sql: ADOPT, rows: [[project, purpose, week, secret]] }]);
  }

  async destroyUpTo(week: IsoWeek): Promise<number> {
    const [destroyed = 0] = await this.#database.transaction(() => [{ sql: DESTROY, rows: [[week]] }]);
    if (destroyed > 0) {
      // A page that was split before may hold a copy.
      await this.#database.rewrite();
      await this.#database.truncateLog();
    }
    return destroyed;
  }
}
