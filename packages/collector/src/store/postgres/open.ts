import { Client } from "pg";
import { NewerDatabaseError } from "../migrate.js";
import type { Stores } from "../stores.js";
import { DatabaseUnusableError } from "../unusable.js";
import { codeOf, Database, type Schema } from "./database.js";
import { INTAKE_MIGRATIONS, PostgresIntake } from "./intake.js";
import type { IntakeTables } from "./intake-tables.js";
import { PostgresKeys } from "./keys.js";
import { LEDGER_MIGRATIONS, type LedgerTables, PostgresLedger } from "./ledger.js";
import { refuseLoss } from "./lost.js";
import { migrateSchema } from "./migrate.js";
import type { OneTransaction } from "./one-transaction.js";
import { getTypeParser } from "./pool.js";
import { PostgresPublished } from "./published.js";
import { PostgresRatings, RATINGS_MIGRATIONS } from "./ratings.js";
import type { RatingsTables } from "./ratings-tables.js";
import { faultOfRights, faultOfServer, type Roles, rolesOf } from "./server.js";
import { PostgresTombstones } from "./tombstones.js";

const SECOND = 1_000;

/**
 * Opens the schemas intake, ratings and ledger of a database, made if they are missing. Any number of collectors may
 * have it open at the same time. Throws DatabaseUnusableError or NewerDatabaseError, with everything closed again.
 * @param address `postgres://user:password@host:5432/database`
 */
export async function openPostgres(address: string): Promise<Stores> {
  let databases: Databases | undefined;
  try {
    const roles = await examine(address);
    databases = databasesOf({ address, roles });
    const [intake, ratings, ledger] = [databases.intake.lasting, databases.ratings.lasting, databases.ledger.lasting];
    await refuseLoss({ intake, ratings, ledger });
    // In this order: by what is missing one can tell a first start that was killed from a loss.
    await migrateSchema(intake, "intake", INTAKE_MIGRATIONS);
    await migrateSchema(ratings, "ratings", RATINGS_MIGRATIONS);
    await migrateSchema(ledger, "ledger", LEDGER_MIGRATIONS);
    return storesOf(databases);
  } catch (cause) {
    if (databases) await storesOf(databases).close();
    throw unusable(address, cause);
  }
}

/** What to say of a database in which something failed. */
export function unusable(address: string, cause: unknown): Error {
  if (cause instanceof NewerDatabaseError || cause instanceof DatabaseUnusableError) return cause;
  return new DatabaseUnusableError(
    `The database ${withoutSecrets(address)} cannot be used (${reasonOf(cause)}): look at --database (AFTERTASK_DATABASE).`,
    { cause },
  );
}

/** Those without which nothing can be kept, looked up or erased. */
const TABLES = {
  intake: ["intake", "keys", "open_week", "mixing"],
  ratings: ["ratings", "tombstones", "published"],
  ledger: ["ledger"],
};

/** One for each schema. */
export interface Databases {
  intake: Database<IntakeTables>;
  ratings: Database<RatingsTables>;
  ledger: Database<LedgerTables>;
}

/** @param within the transaction that everything is to be part of. Default: connections of their own */
export function databasesOf({
  address,
  roles,
  within,
}: {
  address: string;
  roles: Roles;
  within?: OneTransaction;
}): Databases {
  const database = <Tables>(schema: Schema) => new Database<Tables>({ address, schema, role: roles[schema], within });
  return {
    intake: database<IntakeTables>("intake"),
    ratings: database<RatingsTables>("ratings"),
    ledger: database<LedgerTables>("ledger"),
  };
}

export function storesOf({ intake, ratings, ledger }: Databases): Stores {
  const all = [intake, ratings, ledger];
  return {
    // One connection fewer than there are for what a request waits for: keys and the open week are read through them, too.
    appendsAtOnce: 3,
    intake: new PostgresIntake(intake),
    ratings: new PostgresRatings(ratings),
    tombstones: new PostgresTombstones(ratings),
    published: new PostgresPublished(ratings),
    ledger: new PostgresLedger(ledger),
    keys: new PostgresKeys(intake),
    time: () => intake.time(),
    check: async () =>
      void (await Promise.all([
        intake.check(TABLES.intake),
        ratings.check(TABLES.ratings),
        ledger.check(TABLES.ledger),
      ])),
    inspect: async () => (await Promise.all(all.map((database) => database.inspect()))).flat(),
    close: async () => void (await Promise.all(all.map((database) => database.close()))),
  };
}

/** Whom each store acts as. @throws where the server or the rights in it do not suffice */
export function examine(address: string): Promise<Roles> {
  return onConnection(address, async (client) => {
    const fault = (await faultOfServer(client)) ?? (await faultOfRights(client));
    if (fault !== undefined) throw new Error(fault);
    const roles = await rolesOf(client);
    if (typeof roles === "string") throw new Error(roles);
    return roles;
  });
}

/** Does something short on a connection of its own, without making or changing anything before. */
export async function onConnection<Result>(
  address: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({
    connectionString: address,
    application_name: "aftertask",
    connectionTimeoutMillis: 10 * SECOND,
    statement_timeout: 10 * SECOND,
    types: { getTypeParser },
  });
  // Whoever waits for an answer hears of it anyhow.
  client.on("error", () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** The address as far as it may be shown. */
export function withoutSecrets(address: string): string {
  if (!URL.canParse(address)) return "that was given";
  const { host, pathname } = new URL(address);
  return `${host}${pathname}`;
}

/** What failed, in one line of whoever found it. */
export function reasonOf(cause: unknown): string {
  // Node gathers what it met under several addresses of one name, and says nothing of its own.
  if (cause instanceof AggregateError) return reasonOf(cause.errors[0]);
  if (!(cause instanceof Error)) return String(cause);
  return cause.message.split("\n", 1).join("") || codeOf(cause) || cause.name;
}
