import type { IsoWeek } from "@aftertask/schema/words";
import type { Intake, Waiting } from "../intake.js";
import type { IntakeRow, LedgerRow, RatingKey } from "../row.js";
import type { Database, Statement } from "./database.js";
import { KEYS_TABLE } from "./keys.js";
import {
  RATING_COLUMNS,
  RATING_MARKS,
  RATING_NAMES,
  ratingRow,
  ratingValues,
  type StoredRating,
} from "./rating-columns.js";

export const INTAKE_MIGRATIONS = [
  `CREATE TABLE intake (arrival INTEGER PRIMARY KEY, ${RATING_COLUMNS}, pseudonym BLOB, day TEXT) STRICT;
   CREATE UNIQUE INDEX intake_by_key ON intake (project, week, id);
   CREATE UNIQUE INDEX intake_by_pseudonym ON intake (project, pseudonym) WHERE pseudonym IS NOT NULL;
   ${KEYS_TABLE}`,
];

type StoredIntake = StoredRating & { pseudonym: Uint8Array | null; day: string | null };

export class SqliteIntake implements Intake {
  readonly #database: Database;
  readonly #append: Statement;
  readonly #find: Statement;
  readonly #used: Statement;
  readonly #waiting: Statement;
  readonly #take: Statement;
  readonly #remove: Statement;

  constructor(database: Database) {
    this.#database = database;
    this.#append = database.prepare(
      `INSERT INTO intake (${RATING_NAMES}, pseudonym, day) VALUES (${RATING_MARKS}, ?, ?)`,
    );
    this.#find = database.prepare("SELECT digest FROM intake WHERE project = ? AND week = ? AND id = ?");
    this.#used = database.prepare("SELECT 1 FROM intake WHERE project = ? AND pseudonym = ?");
    this.#waiting = database.prepare(
      "SELECT project, counted, count(*) AS count FROM intake GROUP BY project, counted",
    );
    this.#take = database.prepare("SELECT * FROM intake WHERE project = ? AND counted = ? ORDER BY arrival LIMIT ?");
    this.#remove = database.prepare("DELETE FROM intake WHERE project = ? AND week = ? AND id = ?");
  }

  async append(rows: readonly IntakeRow[]): Promise<void> {
    this.#database.transaction(() => {
      for (const { rating, ledger } of rows)
        this.#append.run(...ratingValues(rating), ledger?.pseudonym ?? null, ledger?.day ?? null);
    });
  }

  async find(keys: readonly RatingKey[]): Promise<(Uint8Array | null)[]> {
    return keys.map(({ project, week, id }) => {
      const row = this.#find.get(project, week, id) as { digest: Uint8Array } | undefined;
      return row?.digest ?? null;
    });
  }

  async used(rows: readonly Pick<LedgerRow, "project" | "pseudonym">[]): Promise<boolean[]> {
    return rows.map(({ project, pseudonym }) => this.#used.get(project, pseudonym) !== undefined);
  }

  async waiting(): Promise<Waiting[]> {
    return (this.#waiting.all() as Waiting[]).map(({ project, counted, count }) => ({ project, counted, count }));
  }

  async take(project: string, counted: IsoWeek, limit: number): Promise<IntakeRow[]> {
    return (this.#take.all(project, counted, limit) as StoredIntake[]).map((stored) => ({
      rating: ratingRow(stored),
      ledger:
        stored.pseudonym && stored.day
          ? { project: stored.project, pseudonym: stored.pseudonym, day: stored.day }
          : null,
    }));
  }

  async remove(keys: readonly RatingKey[]): Promise<void> {
    this.#database.transaction(() => {
      for (const { project, week, id } of keys) this.#remove.run(project, week, id);
    });
  }

  async truncateLog(): Promise<void> {
    this.#database.truncateLog();
  }
}
