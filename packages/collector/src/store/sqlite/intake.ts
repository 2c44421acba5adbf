import type { IsoWeek } from "@aftertask/schema/words";
import { isOpenFor } from "../../week.js";
import type { Intake, Loan, Obstacles, Waiting } from "../intake.js";
import { either, obstacle } from "../obstacles.js";
import type { IdNames, IntakeRow, RatingKey } from "../row.js";
import type { Database, Statement } from "./database.js";
import { KEYS_TABLE } from "./keys.js";
import { INTAKE_VIEW, opened, packed, type Parcel, PARCELS_TABLE, TO_PARCELS, without } from "./parcel.js";
import { RATING_COLUMNS, ratingRow, type StoredRating } from "./rating-columns.js";
import { type WaitingParcel, type WaitingRow, WaitingRows } from "./waiting-rows.js";

export const INTAKE_MIGRATIONS = [
  `CREATE TABLE intake (arrival INTEGER PRIMARY KEY, ${RATING_COLUMNS}, pseudonym BLOB, day TEXT) STRICT;
   CREATE UNIQUE INDEX intake_by_key ON intake (project, week, id);
   CREATE UNIQUE INDEX intake_by_pseudonym ON intake (project, pseudonym) WHERE pseudonym IS NOT NULL;
   ${KEYS_TABLE}`,
  `CREATE TABLE open_week (one INTEGER PRIMARY KEY CHECK (one = 1), week TEXT NOT NULL) STRICT;
   INSERT INTO open_week (one, week) VALUES (1, '')`,
  `DROP INDEX intake_by_key; DROP INDEX intake_by_pseudonym`,
  `${PARCELS_TABLE}; ${TO_PARCELS}; DROP TABLE intake; ${INTAKE_VIEW}`,
];

/** Rows that are read or removed at once; others have their turn in between. */
const PORTION = 256;

const NAMES = "SELECT arrival, place, project, week, id, counted, pseudonym FROM intake ORDER BY arrival, place";
const APPEND = "INSERT INTO parcels (arrival, project, counted, rows) VALUES (?, ?, ?, ?)";
const REPLACE = "UPDATE parcels SET rows = ?2 WHERE arrival = ?1";
const REMOVE = "DELETE FROM parcels WHERE arrival = ?";

type Named = Pick<StoredIntake, "project" | "week" | "id" | "counted" | "pseudonym"> & {
  arrival: number;
  place: number;
};

type StoredIntake = StoredRating & { pseudonym: Uint8Array | null; day: string | null };

export class SqliteIntake implements Intake {
  readonly #database: Database;
  readonly #page: Statement;
  readonly #parcel: Statement;
  readonly #rows = new WaitingRows();
  /**
   * Parcels of nothing but ratings that came again because nobody could say that their commit had succeeded. They go with
   * the next removal.
   */
  #twins: readonly WaitingParcel[];
  #arrival = 0;
  #openWeek: IsoWeek;
  #lent: Promise<unknown> = Promise.resolve();

  constructor(database: Database) {
    this.#database = database;
    this.#page = database.prepare(
      "SELECT * FROM intake WHERE (project, week, id) > (?, ?, ?) ORDER BY project, week, id LIMIT ?",
    );
    this.#parcel = database.prepare("SELECT project, counted, rows FROM parcels WHERE arrival = ?");
    this.#openWeek = (database.prepare("SELECT week FROM open_week").get() as { week: string }).week;
    let parcel: WaitingParcel = { arrival: 0, left: 0 };
    const parcels = [];
    for (const row of database.prepare(NAMES).iterate() as Iterable<Named>) {
      if (parcel.arrival !== row.arrival) parcels.push((parcel = { arrival: row.arrival, left: 0 }));
      if (!this.#rows.find(row))
        this.#rows.add(parcel, row.place, row, row.pseudonym && { project: row.project, pseudonym: row.pseudonym });
    }
    this.#arrival = parcel.arrival;
    this.#twins = parcels.filter(({ left }) => left === 0);
  }

  async append(
    rows: readonly IntakeRow[],
    elsewhere: (rows: readonly IntakeRow[]) => Promise<Obstacles>,
  ): Promise<Obstacles> {
    this.#database.checkPlace();
    const met = either(this.#obstacles(rows), await elsewhere(rows));
    let sent: { parcel: WaitingParcel; rows: readonly IntakeRow[] }[] = [];
    const put = () => {
      const fresh = rows.filter((row, index) => {
        // Not before now: the week may have been closed while the stores were asked.
        if (!met[index] && row.rating.counted < this.#openWeek) met[index] = { is: "late" };
        return !met[index];
      });
      sent = countedTogether(fresh).map((some) => ({ parcel: { arrival: ++this.#arrival, left: 0 }, rows: some }));
      return [
        { sql: APPEND, rows: sent.map(({ parcel, rows: some }) => [parcel.arrival, ...groupOf(some), packed(some)]) },
      ];
    };
    await this.#database.transaction(put, () => {
      for (const { parcel, rows: some } of sent)
        some.forEach(({ rating, ledger }, place) => this.#rows.add(parcel, place, rating, ledger));
    });
    return met;
  }

  #obstacles(rows: readonly IntakeRow[]): Obstacles {
    const known = rows.map(({ rating }) => this.#rows.find(rating));
    const found = this.#read(known);
    return rows.map(({ ledger }, index) =>
      obstacle(found[index]?.rating.digest ?? null, ledger !== null && this.#rows.isUsed(ledger)),
    );
  }

  get openWeek(): IsoWeek {
    return this.#openWeek;
  }

  async close(openWeek: IsoWeek): Promise<void> {
    const before = this.#openWeek;
    if (isOpenFor(before, openWeek)) return;
    try {
      await this.#database.transaction(() => {
        // What is appended from now on is written after this.
        this.#openWeek = openWeek;
        return [{ sql: "UPDATE open_week SET week = ?", rows: [[openWeek]] }];
      });
    } catch (cause) {
      this.#openWeek = before;
      throw cause;
    }
  }

  async waiting(): Promise<Waiting[]> {
    return this.#rows.counts();
  }

  async holding(names: readonly Pick<IdNames, "project" | "id">[]): Promise<IntakeRow[]> {
    return this.#read(this.#rows.named(names)).flatMap((row) => row ?? []);
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
      for (const { parcel, rows } of portion) {
        const rowAt = opened(this.#open(parcel));
        for (const { place } of rows) taken.push(rowAt(place) as IntakeRow);
      }
      await others();
    }
    return taken;
  }

  /** In the order of arrival, so that each page of the file is written once. */
  async #removeAll(keys: readonly RatingKey[]): Promise<void> {
    const rows = keys.flatMap((key) => this.#rows.find(key) ?? []);
    for (const portion of portions(rows.toSorted((one, other) => one.parcel.arrival - other.parcel.arrival))) {
      const emptied = portion.flatMap(({ parcel, rows: some }) => (some.length === parcel.left ? [parcel] : []));
      const twins = this.#twins;
      const remove = () => [
        { sql: REMOVE, rows: [...emptied, ...twins].map(({ arrival }) => [arrival]) },
        { sql: REPLACE, rows: portion.filter(({ parcel }) => !emptied.includes(parcel)).map(this.#rest) },
      ];
      await this.#database.transaction(remove, () => {
        this.#twins = [];
        for (const { rows: some } of portion) for (const row of some) this.#rows.remove(row);
      });
      await others();
    }
  }

  /** What stays of a parcel when rows have left it. */
  readonly #rest = ({ parcel, rows }: Share) => [
    parcel.arrival,
    without(this.#open(parcel).rows, new Set(rows.map(({ place }) => place))),
  ];

  #open({ arrival }: WaitingParcel): Parcel {
    return this.#parcel.get(arrival) as Parcel;
  }

  /**
   * In order, each parcel opened once: after an outage, ratings come again by the hundred. Nothing for a row that has been
   * removed from the file a moment ago: then it is in the ratings.
   */
  #read(rows: readonly (WaitingRow | undefined)[]): (IntakeRow | null)[] {
    const parcels = new Map<WaitingParcel, (place: number) => IntakeRow | null>();
    return rows.map((row) => {
      if (!row) return null;
      const rowAt = parcels.get(row.parcel) ?? this.#opened(row.parcel);
      parcels.set(row.parcel, rowAt);
      return rowAt(row.place);
    });
  }

  #opened({ arrival }: WaitingParcel): (place: number) => IntakeRow | null {
    const content = this.#parcel.get(arrival) as Parcel | undefined;
    return content ? opened(content) : () => null;
  }

  async truncateLog(): Promise<void> {
    await this.#database.truncateLog();
  }
}

function intakeRow(stored: StoredIntake): IntakeRow {
  const { project, pseudonym, day } = stored;
  return { rating: ratingRow(stored), ledger: pseudonym && day !== null ? { project, pseudonym, day } : null };
}

/** Those of one project and counted week. Nearly always there is one of each. */
function countedTogether(rows: readonly IntakeRow[]): IntakeRow[][] {
  const groups = new Map<string, IntakeRow[]>();
  for (const row of rows) {
    const name = groupOf([row]).join("\0");
    const group = groups.get(name);
    if (group) group.push(row);
    else groups.set(name, [row]);
  }
  return [...groups.values()];
}

function groupOf([first]: readonly IntakeRow[]): string[] {
  return first ? [first.rating.project, first.rating.counted] : [];
}

/** Rows that lie in one parcel. */
interface Share {
  parcel: WaitingParcel;
  rows: WaitingRow[];
}

/** With whatever shares their parcel, but for that in portions. */
function portions(rows: readonly WaitingRow[]): Share[][] {
  const all: Share[][] = [];
  let size = PORTION;
  for (const row of rows) {
    const last = all.at(-1)?.at(-1);
    if (last?.parcel === row.parcel) last.rows.push(row);
    else if (size < PORTION) all.at(-1)?.push({ parcel: row.parcel, rows: [row] });
    else {
      all.push([{ parcel: row.parcel, rows: [row] }]);
      size = 0;
    }
    size++;
  }
  return all;
}

/** Settles when others had their turn. */
function others(): Promise<void> {
  return new Promise((resume) => setImmediate(resume));
}
