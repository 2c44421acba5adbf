import type { IsoWeek } from "@aftertask/schema/words";
import { weekAfter } from "../../week.js";
import type { Intake, Loan, Obstacles, Waiting } from "../intake.js";
import { either, obstacle } from "../obstacles.js";
import type { IntakeRow, RatingKey } from "../row.js";
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
  `CREATE TABLE open_week (one INTEGER PRIMARY KEY CHECK (one = 1), week TEXT NOT NULL) STRICT;
   INSERT INTO open_week (one, week) VALUES (1, '')`,
];

type StoredIntake = StoredRating & { pseudonym: Uint8Array | null; day: string | null };

export class SqliteIntake implements Intake {
  readonly #database: Database;
  readonly #append: Statement;
  readonly #find: Statement;
  readonly #used: Statement;
  readonly #waiting: Statement;
  readonly #page: Statement;
  readonly #take: Statement;
  readonly #remove: Statement;
  readonly #open: Statement;
  #openWeek: IsoWeek;
  #lent: Promise<unknown> = Promise.resolve();

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
    this.#page = database.prepare(
      "SELECT * FROM intake WHERE (project, week, id) > (?, ?, ?) ORDER BY project, week, id LIMIT ?",
    );
    this.#take = database.prepare("SELECT * FROM intake WHERE project = ? AND counted = ? ORDER BY arrival LIMIT ?");
    this.#remove = database.prepare("DELETE FROM intake WHERE project = ? AND week = ? AND id = ?");
    this.#open = database.prepare("UPDATE open_week SET week = ?");
    this.#openWeek = (database.prepare("SELECT week FROM open_week").get() as { week: string }).week;
  }

  async append(
    rows: readonly IntakeRow[],
    elsewhere: (rows: readonly IntakeRow[]) => Promise<Obstacles>,
  ): Promise<Obstacles> {
    this.#database.checkPlace();
    const obstacles = either(rows.map(this.#obstacle), await elsewhere(rows)).map((met, index) =>
      !met && (rows[index]?.rating.counted ?? "") < this.#openWeek ? ({ is: "late" } as const) : met,
    );
    const fresh = rows.filter((_, index) => !obstacles[index]);
    if (fresh.length > 0)
      this.#database.transaction(() => {
        for (const { rating, ledger } of fresh)
          this.#append.run(...ratingValues(rating), ledger?.pseudonym ?? null, ledger?.day ?? null);
      });
    return obstacles;
  }

  readonly #obstacle = ({ rating, ledger }: IntakeRow) => {
    const { project, week, id } = rating;
    const known = this.#find.get(project, week, id) as { digest: Uint8Array } | undefined;
    return obstacle(known?.digest ?? null, !!ledger && this.#used.get(ledger.project, ledger.pseudonym) !== undefined);
  };

  async close(openWeek: IsoWeek): Promise<void> {
    if (this.#openWeek >= openWeek && this.#openWeek <= weekAfter(openWeek)) return;
    this.#database.transaction(() => this.#open.run(openWeek));
    this.#openWeek = openWeek;
  }

  async waiting(): Promise<Waiting[]> {
    return (this.#waiting.all() as Waiting[]).map(({ project, counted, count }) => ({ project, counted, count }));
  }

  async page(after: RatingKey | undefined, limit: number): Promise<IntakeRow[]> {
    const { project = "", week = "", id = new Uint8Array() } = after ?? {};
    return (this.#page.all(project, week, id, limit) as StoredIntake[]).map(intakeRow);
  }

  async lend<Result>(
    project: string,
    counted: IsoWeek,
    limit: number,
    borrow: (loan: Loan) => Promise<Result>,
  ): Promise<Result> {
    // The folder has one collector, so that a queue in memory will do; that of one project is enough for all.
    const lent = this.#lent.then(() =>
      borrow({ rows: this.#rows(project, counted, limit), remove: async (keys) => this.#removeAll(keys) }),
    );
    this.#lent = lent.catch(() => {});
    return lent;
  }

  #rows(project: string, counted: IsoWeek, limit: number): IntakeRow[] {
    return (this.#take.all(project, counted, limit) as StoredIntake[]).map(intakeRow);
  }

  #removeAll(keys: readonly RatingKey[]): void {
    this.#database.transaction(() => {
      for (const { project, week, id } of keys) this.#remove.run(project, week, id);
    });
  }

  async truncateLog(): Promise<void> {
    this.#database.truncateLog();
  }
}

function intakeRow(stored: StoredIntake): IntakeRow {
  const { project, pseudonym, day } = stored;
  return { rating: ratingRow(stored), ledger: pseudonym && day ? { project, pseudonym, day } : null };
}
