import {
  type Dialect,
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  type PostgresPoolClient,
  PostgresQueryCompiler,
} from "kysely";
import { Client, escapeIdentifier } from "pg";
import { getTypeParser } from "./pool.js";

const SECOND = 1_000;

/** Milliseconds that a statement may take; nobody but the command that is running waits for it. */
const LASTING = 3_600 * SECOND;

/**
 * One connection and one transaction for all three stores: what is read is of one moment, and what is written is written
 * all or nothing. Each store still acts as the owner of its schema.
 */
export class OneTransaction {
  readonly #client: Client;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(client: Client) {
    this.#client = client;
  }

  /**
   * Commits when the work settles well, and undoes everything when it does not.
   * @param isolation `repeatable read`: every statement sees the moment of the first one that read anything
   */
  static async run<Result>(
    address: string,
    isolation: "read committed" | "repeatable read",
    work: (transaction: OneTransaction) => Promise<Result>,
  ): Promise<Result> {
    const client = new Client({
      connectionString: address,
      application_name: "aftertask",
      connectionTimeoutMillis: 10 * SECOND,
      statement_timeout: LASTING,
      keepAlive: true,
      types: { getTypeParser },
    });
    // Whoever waits for an answer hears of it anyhow.
    client.on("error", () => {});
    try {
      await client.connect();
      await client.query(`begin isolation level ${isolation}`);
      const result = await work(new OneTransaction(client));
      await client.query("commit");
      return result;
    } finally {
      await client.end().catch(() => {});
    }
  }

  /** One statement as a role, or as the user who connects. The role is set by a command that reads nothing. */
  execute(role: string | undefined, ...statement: unknown[]): Promise<unknown> {
    const next = this.#last.then(async () => {
      await this.#client.query(`set local role ${role === undefined ? "none" : escapeIdentifier(role)}`);
      return (this.#client.query as (...statement: unknown[]) => Promise<unknown>).apply(this.#client, statement);
    });
    this.#last = next.catch(() => {});
    return next;
  }

  /** For a query builder whose work, its own transactions included, is part of this one. */
  dialect(role: string | undefined): Dialect {
    const query = (...statement: unknown[]) => this.execute(role, ...statement);
    const client: PostgresPoolClient = { query: query as PostgresPoolClient["query"], release() {} };
    return {
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (database) => new PostgresIntrospector(database),
      createDriver: () => new PartOfIt({ pool: { connect: async () => client, async end() {} } }),
    };
  }
}

/** Begins and ends nothing: whoever fails makes the whole fail. */
class PartOfIt extends PostgresDriver {
  override async beginTransaction(): Promise<void> {}
  override async commitTransaction(): Promise<void> {}
  override async rollbackTransaction(): Promise<void> {}
}
