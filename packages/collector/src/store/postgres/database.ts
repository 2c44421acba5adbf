import { Kysely, PostgresDialect, sql, type Transaction } from "kysely";
import type { OneTransaction } from "./one-transaction.js";
import { createPool } from "./pool.js";

/** A schema of the database. Each is one store's, and is used as its owner. */
export type Schema = "intake" | "ratings" | "ledger";

/** Where a store is, and as whom it is used. */
export interface DatabaseOptions {
  address: string;
  schema: Schema;
  /** Owner of the schema, where that is not the user who connects. */
  role?: string | undefined;
  /** The transaction that everything is to be part of. Default: connections of its own. */
  within?: OneTransaction | undefined;
}

const SECOND = 1_000;

/** Milliseconds that a statement may take while a request waits for it. */
const QUICK = 3 * SECOND;

/** The same where nobody waits, but the mix would be held up by a server that is lost. */
const PATIENT = 60 * SECOND;

/** The same for what goes through whole tables: migrations, and writing them anew. */
const LASTING = 600 * SECOND;

/** Serialisation failure and deadlock: nothing has happened, and the same again is right. */
const AGAIN = ["40001", "40P01"];
const ATTEMPTS = 5;

/** What the server itself says to a write where it takes none. */
const READ_ONLY = "25006";

/** What it says of a table that is not there. */
export const NO_SUCH_TABLE = "42P01";

/** One schema, through connections of its own, so that no statement can join what two of them hold. */
export class Database<Tables> {
  /** For what a request waits for. */
  readonly quick: Kysely<Tables>;
  /** For the mix and for reports. */
  readonly patient: Kysely<Tables>;
  /** For work on whole tables. */
  readonly lasting: Kysely<Tables>;
  readonly #schema: Schema;

  constructor({ address, schema, role, within }: DatabaseOptions) {
    this.#schema = schema;
    const open = (patience: number, most: number) =>
      new Kysely<Tables>({
        dialect:
          within?.dialect(role) ??
          new PostgresDialect({ pool: createPool({ address, name: `aftertask ${schema}`, role, most, patience }) }),
      });
    this.quick = open(QUICK, 4);
    this.patient = open(PATIENT, 3);
    this.lasting = open(LASTING, 1);
  }

  /** Runs the work in one transaction: committed to disk when this settles, undone when it rejects. */
  async transaction<Result>(work: (transaction: Transaction<Tables>) => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await begin(this.quick).execute(work);
      } catch (cause) {
        if (attempt === ATTEMPTS || !AGAIN.includes(codeOf(cause))) throw cause;
      }
    }
  }

  /** The same for work that takes its time. It is not repeated. */
  slowly<Result>(work: (transaction: Transaction<Tables>) => Promise<Result>): Promise<Result> {
    return begin(this.patient).execute(work);
  }

  /**
   * Rejects where nothing could be committed: the server does not answer, or takes no writes, or a table is gone.
   * @param tables without the schema's name
   */
  async check(tables: readonly string[]): Promise<void> {
    const names = sql.join(tables.map((name) => sql`${`${this.#schema}.${name}`}::text`));
    const { rows } = await sql<{ reading: string; gone: string[] }>`
      select current_setting('transaction_read_only') as reading,
        array(select name from unnest(array[${names}]) as name where to_regclass(name) is null) as gone`.execute(
      this.quick,
    );
    const [found] = rows;
    if (found?.reading !== "off") throw Object.assign(new Error("The server takes no writes."), { code: READ_ONLY });
    if (found.gone.length > 0)
      throw Object.assign(new Error(`${found.gone.join(", ")} was taken away.`), { code: NO_SUCH_TABLE });
  }

  /** Milliseconds since 1970 by the server's clock. */
  async time(): Promise<number> {
    const { rows } = await sql<{ time: Date }>`select clock_timestamp() as time`.execute(this.quick);
    if (!rows[0]) throw new Error("The server did not say what time it is.");
    return rows[0].time.getTime();
  }

  /** The same for work on whole tables. */
  lastingly<Result>(work: (transaction: Transaction<Tables>) => Promise<Result>): Promise<Result> {
    return begin(this.lasting).execute(work);
  }

  /** Reads every row of the schema's tables. What is damaged, in the server's own words. */
  async inspect(): Promise<string[]> {
    const { rows: tables } = await sql<{ name: string }>`
      select relname as name from pg_catalog.pg_class
      where relnamespace = ${this.#schema}::regnamespace and relkind = 'r'`.execute(this.lasting);
    const faults = tables.map(({ name }) =>
      sql`select count(row) from ${sql.table(`${this.#schema}.${name}`)} as row where row::text is not null`
        .execute(this.lasting)
        .then(() => [])
        .catch((cause: unknown) => {
          if (!isDamage(cause)) throw cause;
          return [`${this.#schema}.${name} is damaged: ${String(cause)}.`];
        }),
    );
    return (await Promise.all(faults)).flat();
  }

  async close(): Promise<void> {
    await Promise.all([this.quick, this.patient, this.lasting].map((connections) => connections.destroy()));
  }
}

/** Each statement sees what others have committed before it began: whoever has locked first sees everything. */
function begin<Tables>(connections: Kysely<Tables>) {
  return connections.transaction().setIsolationLevel("read committed");
}

/** Whether a table could not be read for a fault of its own: a server that is away, busy or full has said nothing of it. */
export function isDamage(cause: unknown): boolean {
  return /^(?!08|53|57|EPIPE)[\dA-Z]{5}$/.test(codeOf(cause));
}

/** The five characters by which PostgreSQL calls an error, or Node's name for one of the network; empty for any other. */
export function codeOf(cause: unknown): string {
  if (typeof cause !== "object" || cause === null || !("code" in cause)) return "";
  return typeof cause.code === "string" ? cause.code : "";
}
