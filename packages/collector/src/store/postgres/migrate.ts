import { type Kysely, type Migration, Migrator, type QueryExecutorProvider, sql } from "kysely";
import { NewerDatabaseError } from "../migrate.js";
import type { Schema } from "./database.js";

const TABLE = "migrations";

/**
 * Brings a schema to the newest version, and makes it if it is missing. Collectors that start at the same time wait for
 * each other; a step that is killed has not happened.
 * @param steps statements by a name that sorts after those before it
 */
export async function migrateSchema<Tables>(
  database: Kysely<Tables>,
  schema: Schema,
  steps: Readonly<Record<string, string>>,
): Promise<void> {
  const taken = await stepsTaken(database, schema);
  const newer = taken.filter((name) => !Object.hasOwn(steps, name));
  if (newer.length > 0)
    throw new NewerDatabaseError(
      `The schema ${schema} has been through the migrations ${newer.join(", ")}, which this collector does not know: start the newer collector that wrote it.`,
    );
  if (Object.keys(steps).every((name) => taken.includes(name))) return;
  const migrations = Object.fromEntries(Object.entries(steps).map(([name, statements]) => [name, stepOf(statements)]));
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => migrations },
    migrationTableSchema: schema,
    migrationTableName: TABLE,
    migrationLockTableName: "migrations_lock",
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

/** Whether the schema is there and has been through every step. */
export async function isNewest(
  database: QueryExecutorProvider,
  schema: Schema,
  steps: Readonly<Record<string, string>>,
): Promise<boolean> {
  const taken = await stepsTaken(database, schema);
  return taken.length === Object.keys(steps).length && taken.every((name) => Object.hasOwn(steps, name));
}

/** The migrations that a schema has been through; none where it is not there. */
export async function stepsTaken(database: QueryExecutorProvider, schema: Schema): Promise<string[]> {
  const table = `${schema}.${TABLE}`;
  const { rows } = await sql<{ there: boolean }>`select to_regclass(${table}) is not null as there`.execute(database);
  if (!rows[0]?.there) return [];
  const taken = await sql<{ name: string }>`select name from ${sql.table(table)}`.execute(database);
  return taken.rows.map(({ name }) => name);
}

/** One statement after the other: a prepared one cannot hold several. */
function stepOf(statements: string): Migration {
  return {
    async up(transaction: QueryExecutorProvider) {
      for (const statement of statements.split(";\n")) await sql.raw(statement).execute(transaction);
    },
  };
}
