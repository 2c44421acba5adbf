import type { IsoWeek } from "@aftertask/schema/words";
import { weekAfter } from "../../week.js";
import type { Intake, Loan, Obstacles, Waiting } from "../intake.js";
import { either, obstacle } from "../obstacles.js";
import type { IdNames, IntakeRow, RatingKey } from "../row.js";
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
import { WaitingRows } from "./waiting-rows.js";

export const INTAKE_MIGRATIONS = [
  `CREATE TABLE intake (arrival INTEGER PRIMARY KEY, ${RATING_COLUMNS}, pseudonym BLOB, day TEXT) STRICT;
   CREATE UNIQUE INDEX intake_by_key ON intake (project, week, id);
   CREATE UNIQUE INDEX intake_by_pseudonym ON intake (project, pseudonym) WHERE pseudonym IS NOT NULL;
   ${KEYS_TABLE}`,
  `CREATE TABLE open_week (one INTEGER PRIMARY KEY CHECK (one = 1), week TEXT NOT NULL) STRICT;
   INSERT INTO open_week (one, week) VALUES (1, '')`,
  `DROP INDEX intake_by_key; DROP INDEX intake_by_pseudonym`,
];

/** Rows that are read or removed at once; others have their turn in between. */
const PORTION = 128;

const NAMES = "SELECT arrival, project, week, id, counted, pseudonym FROM intake ORDER BY arrival";

type Named = Pick<StoredIntake, "project" | "week" | "id" | "counted" | "pseudonym"> & { arrival: number };

type StoredIntake = StoredRating & { pseudonym: Uint8Array | null; day: string | null };

export class SqliteIntake implements Intake {
  readonly #database: Database;
  readonly #append: Statement;
  readonly #page: Statement;
  readonly #read: Statement;
  readonly #digest: Statement;
  readonly #remove: Statement;
  readonly #open: Statement;
  readonly #rows = new WaitingRows();
  /** Rows of ratings that came again because nobody could say that their commit had succeeded. They go with the next removal. */
  readonly #twins: number[] = [];
  #arrival = 0;
  #openWeek: IsoWeek;
  #lent: Promise<unknown> = Promise.resolve();

  constructor(database: Database) {
    this.#database = database;
    this.#append = database.prepare(
      `INSERT INTO intake (arrival, ${RATING_NAMES}, pseudonym, day) VALUES (?, ${RATING_MARKS}, ?, ?)`,
    );
    this.#page = database.prepare(
      "SELECT * FROM intake WHERE (project, week, id) > (?, ?, ?) ORDER BY project, week, id LIMIT ?",
    );
    this.#read = database.prepare("SELECT * FROM intake WHERE arrival = ?");
    this.#digest = database.prepare("SELECT digest FROM intake WHERE arrival = ?");
    this.#remove = database.prepare("DELETE FROM intake WHERE arrival = ?");
    this.#open = database.prepare("UPDATE open_week SET week = ?");
    this.#openWeek = (database.prepare("SELECT week FROM open_week").get() as { week: string }).week;
    for (const row of database.prepare(NAMES).iterate() as Iterable<Named>) {
      if (this.#rows.find(row)) this.#twins.push(row.arrival);
      else this.#rows.add(row.arrival, row, row.pseudonym && { project: row.project, pseudonym: row.pseudonym });
      this.#arrival = row.arrival;
    }
  }

  async append(
    rows: readonly IntakeRow[],
    elsewhere: (rows: readonly IntakeRow[]) => Promise<Obstacles>,
  ): Promise<Obstacles> {
    this.#database.checkPlace();
    const met = either(rows.map(this.#obstacle), await elsewhere(rows));
    const fresh: { arrival: number; row: IntakeRow }[] = [];
    const put = () => {
      rows.forEach((row, index) => {
        if (met[index]) return;
        // Not before now: the week may have been closed while the stores were asked.
        if (row.rating.counted < this.#openWeek) return void (met[index] = { is: "late" });
        const arrival = ++this.#arrival;
        this.#append.run(arrival, ...ratingValues(row.rating), row.ledger?.pseudonym ?? null, row.ledger?.day ?? null);
        fresh.push({ arrival, row });
      });
    };
    await this.#database.transaction(put, () => {
      for (const { arrival, row } of fresh) this.#rows.add(arrival, row.rating, row.ledger);
    });
    return met;
  }

  readonly #obstacle = ({ rating, ledger }: IntakeRow) => {
    const known = this.#rows.find(rating);
    const digest = known ? (this.#digest.get(known.arrival) as { digest: Uint8Array }).digest : null;
    return obstacle(digest, !!ledger && this.#rows.isUsed(ledger));
  };

  async close(openWeek: IsoWeek): Promise<void> {
    if (this.#openWeek >= openWeek && this.#openWeek <= weekAfter(openWeek)) return;
    await this.#database.transaction(() => this.#open.run(openWeek));
    this.#openWeek = openWeek;
  }

  async waiting(): Promise<Waiting[]> {
    return this.#rows.counts();
  }

  async holding(names: readonly Pick<IdNames, "project" | "id">[]): Promise<IntakeRow[]> {
    const rows = this.#rows.named(names);
    return rows.map(({ arrival }) => intakeRow(this.#read.get(arrival) as StoredIntake));
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
    const lent = this.#lent.then(async () =>
      borrow({
        rows: await this.#take(project, counted, limit),
        // It ends with the process alone.
        hold: async () => {},
        remove: (keys) => this.#removeAll(keys),
      }),
    );
    this.#lent = lent.catch(() => {});
    return lent;
  }

  async #take(project: string, counted: IsoWeek, limit: number): Promise<IntakeRow[]> {
    const taken: IntakeRow[] = [];
    for (const portion of portions(this.#rows.first(project, counted, limit))) {
      for (const { arrival } of portion) taken.push(intakeRow(this.#read.get(arrival) as StoredIntake));
      await others();
    }
    return taken;
  }

  /** In the order of arrival, so that each page of the file is written once. */
  async #removeAll(keys: readonly RatingKey[]): Promise<void> {
    const rows = keys.flatMap((key) => this.#rows.find(key) ?? []);
    for (const portion of portions(rows.toSorted((one, other) => one.arrival - other.arrival))) {
      const remove = () => {
        for (const arrival of this.#twins.splice(0)) this.#remove.run(arrival);
        for (const { arrival } of portion) this.#remove.run(arrival);
      };
      await this.#database.transaction(remove, () => {
        for (const row of portion) this.#rows.remove(row);
      });
      await others();
    }
  }

  async truncateLog(): Promise<void> {
    await this.#database.truncateLog();
  }
}

function intakeRow(stored: StoredIntake): IntakeRow {
  const { project, pseudonym, day } = stored;
  return { rating: ratingRow(stored), ledger: pseudonym && day !== null ? { project, pseudonym, day } : null };
}

function portions<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / PORTION) }, (_, index) =>
    rows.slice(index * PORTION, (index + 1) * PORTION),
  );
}

/** Settles when others had their turn. */
function others(): Promise<void> {
  return new Promise((resume) => setImmediate(resume));
}
