import type { IsoWeek } from "@aftertask/schema/words";
import { type Kysely, sql, type Transaction } from "kysely";
import { isOpenFor } from "../../week.js";
import type { Intake, Loan, Obstacles, Waiting } from "../intake.js";
import { either, obstacle } from "../obstacles.js";
import { type IdNames, type IntakeRow, keyText, type LedgerRow, ledgerText, type RatingKey } from "../row.js";
import { codeOf, type Database } from "./database.js";
import type { IntakeTables, StoredIntake } from "./intake-tables.js";
import { KEYS_TABLE } from "./keys.js";
import { findIn, nameArrays, removeFrom, usedIn } from "./look-up.js";
import { arrayOf, RATING_COLUMNS, RATING_NAMES, ratingArrays, ratingRow } from "./rating-columns.js";
import { lockAlone, rewriteSmall } from "./rewriting.js";

export const INTAKE_MIGRATIONS = {
  "0001": `
    create table intake.intake (${RATING_COLUMNS}, pseudonym bytea, day text collate "C", primary key (project, week, id));
    create unique index intake_by_pseudonym on intake.intake (project, pseudonym);
    create table intake.open_week (week text collate "C" not null);
    insert into intake.open_week (week) values ('');
    create table intake.mixing (project text collate "C" primary key);
    ${KEYS_TABLE}`,
};

/** Milliseconds that the emptying of the log lets requests wait behind it; it may as well come after the next mix. */
const BRIEFLY = 200;

/** Rows that are written anew to get rid of what stood between them. */
const LONGEST_REST = 1_000;

const LOCK_NOT_AVAILABLE = "55P03";

const ATTEMPTS = 3;

export class PostgresIntake implements Intake {
  readonly #database: Database<IntakeTables>;
  #openWeek: IsoWeek = "";

  constructor(database: Database<IntakeTables>) {
    this.#database = database;
  }

  /**
   * Rows are put in first and looked up in the stores after. From then on another collector that has the same rating, or
   * one of the same task, waits for this transaction; and one that the mix has taken away before is in the stores.
   */
  async append(
    rows: readonly IntakeRow[],
    elsewhere: (rows: readonly IntakeRow[]) => Promise<Obstacles>,
  ): Promise<Obstacles> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const obstacles = await this.#database.transaction((transaction) => appendOnce(transaction, rows, elsewhere));
      if (obstacles) return obstacles;
    }
    throw new Error("What stood in the way of a rating was gone whenever it was looked for.");
  }

  get openWeek(): IsoWeek {
    return this.#openWeek;
  }

  async close(openWeek: IsoWeek): Promise<void> {
    this.#openWeek = (await staysOpen(this.#database.quick, openWeek)) ?? (await this.#closeUpTo(openWeek));
  }

  #closeUpTo(openWeek: IsoWeek): Promise<IsoWeek> {
    return this.#database.slowly(async (transaction) => {
      // Whoever is appending has read this table, and nobody can read it again until the week is closed.
      await lockAlone(transaction, "intake.open_week");
      const found = await staysOpen(transaction, openWeek);
      if (found !== undefined) return found;
      await transaction.updateTable("intake.open_week").set({ week: openWeek }).execute();
      return openWeek;
    });
  }

  waiting(): Promise<Waiting[]> {
    return this.#database.patient
      .selectFrom("intake.intake")
      .select(["project", "counted", sql<number>`count(*)::integer`.as("count")])
      .groupBy(["project", "counted"])
      .execute();
  }

  async holding(names: readonly Pick<IdNames, "project" | "id">[]): Promise<IntakeRow[]> {
    const columns = sql.join(nameArrays(names));
    const { rows } = await sql<StoredIntake>`
      select intake.* from intake.intake, unnest(${columns}) as name (project, id)
      where intake.project = name.project and intake.id = name.id`.execute(this.#database.quick);
    return rows.map(intakeRow);
  }

  async page(after: RatingKey | undefined, limit: number): Promise<IntakeRow[]> {
    const { project = "", week = "", id = new Uint8Array() } = after ?? {};
    const { rows } = await sql<StoredIntake>`
      select * from intake.intake where (project, week, id) > (${project}, ${week}, ${id})
      order by project, week, id limit ${limit}`.execute(this.#database.patient);
    return rows.map(intakeRow);
  }

  lend<Result>(
    project: string,
    counted: IsoWeek,
    limit: number,
    borrow: (loan: Loan) => Promise<Result>,
  ): Promise<Result> {
    return this.#database.slowly(async (transaction) => {
      await transaction
        .insertInto("intake.mixing")
        .values({ project })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await transaction
        .selectFrom("intake.mixing")
        .where("project", "=", project)
        .select("project")
        .forUpdate()
        .execute();
      const stored = await transaction
        .selectFrom("intake.intake")
        .selectAll()
        .where("project", "=", project)
        .where("counted", "=", counted)
        .orderBy("id")
        .limit(limit)
        .execute();
      return borrow({
        rows: stored.map(intakeRow),
        // The server ends a transaction that is idle for long, and what it has locked is free for others.
        hold: async () => void (await sql`select 1`.execute(transaction)),
        remove: (keys) => removeFrom(transaction, "intake.intake", keys),
      });
    });
  }

  async truncateLog(): Promise<void> {
    try {
      await this.#database.slowly(async (transaction) => {
        await sql`select set_config('lock_timeout', ${String(BRIEFLY)}, true)`.execute(transaction);
        await lockAlone(transaction, "intake.intake");
        if (await isLong(transaction)) return;
        await rewriteSmall<StoredIntake>(transaction, "intake.intake", "id", () => true);
      });
    } catch (cause) {
      if (codeOf(cause) !== LOCK_NOT_AVAILABLE) throw cause;
    }
  }
}

async function readOpenWeek(database: Kysely<IntakeTables>): Promise<IsoWeek> {
  return (await database.selectFrom("intake.open_week").select("week").executeTakeFirstOrThrow()).week;
}

/** The open week, unless it has to become the one that a collector's clock names. */
async function staysOpen(database: Kysely<IntakeTables>, named: IsoWeek): Promise<IsoWeek | undefined> {
  const { week, there } = await database
    .selectFrom("intake.open_week")
    .select(["week", sql<IsoWeek>`to_char(clock_timestamp() at time zone 'utc', 'IYYY-"W"IW')`.as("there")])
    .executeTakeFirstOrThrow();
  return isOpenFor(week, named) || (week > named && isOpenFor(week, there)) ? week : undefined;
}

/** Whether so much waits that requests would wait for it to be written anew. After the next mix it may be less. */
async function isLong(transaction: Transaction<IntakeTables>): Promise<boolean> {
  const beyond = transaction.selectFrom("intake.intake").select("project").offset(LONGEST_REST).limit(1);
  return (await beyond.executeTakeFirst()) !== undefined;
}

/** Nothing where the obstacle to a row could not be found any more: another try may keep it. */
async function appendOnce(
  transaction: Transaction<IntakeTables>,
  rows: readonly IntakeRow[],
  elsewhere: (rows: readonly IntakeRow[]) => Promise<Obstacles>,
): Promise<Obstacles | undefined> {
  const put = await insert(transaction, rows);
  const here = await obstaclesHere(transaction, rows, put);
  const obstacles = either(here, await elsewhere(rows));

  const known = rows.filter((row, index) => put.has(row) && obstacles[index]);
  if (known.length > 0)
    await removeFrom(
      transaction,
      "intake.intake",
      known.map((row) => row.rating),
    );

  const unexplained = rows.filter((row, index) => !put.has(row) && !obstacles[index]);
  if (unexplained.length === 0) return obstacles;
  const week = await readOpenWeek(transaction);
  if (unexplained.some(({ rating }) => rating.counted >= week)) {
    // What was put in stays out: the whole is tried again.
    if (put.size > 0)
      await removeFrom(
        transaction,
        "intake.intake",
        [...put].map((row) => row.rating),
      );
    return undefined;
  }
  return obstacles.map((met, index) => {
    const row = rows[index];
    return row && !met && !put.has(row) ? { is: "late" } : met;
  });
}

/** The rows that nothing in the intake stood in the way of. In the order of their keys, as every collector goes. */
async function insert(transaction: Transaction<IntakeTables>, rows: readonly IntakeRow[]): Promise<Set<IntakeRow>> {
  const byKey = new Map(rows.map((row) => [keyText(row.rating), row]));
  const ordered = [...byKey].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
  const names = sql.raw(`${RATING_NAMES}, pseudonym, day`);
  const arrays = sql.join([
    ...ratingArrays(ordered.map((row) => row.rating)),
    arrayOf(
      ordered.map((row) => row.ledger?.pseudonym ?? null),
      "bytea",
    ),
    arrayOf(
      ordered.map((row) => row.ledger?.day ?? null),
      "text",
    ),
  ]);
  const { rows: put } = await sql<RatingKey>`
    insert into intake.intake (${names})
    select ${names} from unnest(${arrays}) as fresh (${names})
    where counted >= (select week from intake.open_week)
    on conflict do nothing
    returning project, week, id`.execute(transaction);
  return new Set(put.flatMap((key) => byKey.get(keyText(key)) ?? []));
}

async function obstaclesHere(
  transaction: Transaction<IntakeTables>,
  rows: readonly IntakeRow[],
  put: ReadonlySet<IntakeRow>,
): Promise<Obstacles> {
  const others = rows.filter((row) => !put.has(row));
  if (others.length === 0) return rows.map(() => null);
  const digests = await findIn(
    transaction,
    "intake.intake",
    others.map((row) => row.rating),
  );
  const used = await usedIn(
    transaction,
    "intake.intake",
    others.flatMap((row) => row.ledger ?? []),
  );
  return rows.map((row) =>
    put.has(row)
      ? null
      : obstacle(digests.get(keyText(row.rating)) ?? null, row.ledger !== null && used.has(ledgerText(row.ledger))),
  );
}

function intakeRow(stored: StoredIntake): IntakeRow {
  const { project, pseudonym, day } = stored;
  const ledger: LedgerRow | null = pseudonym && day ? { project, pseudonym, day } : null;
  return { rating: ratingRow(stored), ledger };
}
