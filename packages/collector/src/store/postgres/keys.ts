import type { IsoWeek } from "@aftertask/schema/words";
import { randomBytes } from "node:crypto";
import type { Key, KeyPurpose, Keys } from "../keys.js";
import type { Database } from "./database.js";
import type { IntakeTables, StoredKey } from "./intake-tables.js";
import { lockAlone, rewriteSmall } from "./rewriting.js";

/** Stands in the schema of the intake. */
export const KEYS_TABLE = `
  create table intake.keys (
    project text collate "C" not null,
    purpose text collate "C" not null,
    week text collate "C" not null,
    secret bytea not null,
    primary key (project, purpose, week)
  )`;

const SECRET_BYTES = 32;

export class PostgresKeys implements Keys {
  readonly #database: Database<IntakeTables>;

  constructor(database: Database<IntakeTables>) {
    this.#database = database;
  }

  async secret(project: string, purpose: KeyPurpose, week: IsoWeek = ""): Promise<Uint8Array> {
    const known = await this.#read(project, purpose, week);
    if (known) return known;
    // Two collectors may make one at the same time; both then use the one that is kept.
    await this.adopt({ project, purpose, week, secret: randomBytes(SECRET_BYTES) });
    const kept = await this.#read(project, purpose, week);
    if (!kept) throw new Error("A key was destroyed while it was made.");
    return kept;
  }

  async #read(project: string, purpose: string, week: string): Promise<Uint8Array | undefined> {
    const row = await this.#database.quick
      .selectFrom("intake.keys")
      .select("secret")
      .where("project", "=", project)
      .where("purpose", "=", purpose)
      .where("week", "=", week)
      .executeTakeFirst();
    return row?.secret;
  }

  async all(): Promise<Key[]> {
    const rows = await this.#database.quick.selectFrom("intake.keys").selectAll().execute();
    return rows as Key[];
  }

  async adopt(key: Key): Promise<void> {
    await this.#database.quick
      .insertInto("intake.keys")
      .values(key)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  async destroyUpTo(week: IsoWeek): Promise<number> {
    const outdated = this.#database.quick
      .selectFrom("intake.keys")
      .select("week")
      .where("purpose", "=", "rater")
      .where("week", "<=", week)
      .limit(1);
    if (!(await outdated.executeTakeFirst())) return 0;
    return this.#database.slowly(async (transaction) => {
      await lockAlone(transaction, "intake.keys");
      const stays = ({ purpose, week: own }: StoredKey) => purpose !== "rater" || own > week;
      return rewriteSmall(transaction, "intake.keys", "project", stays);
    });
  }
}
