/** What a migration needs of a database. */
export interface Migratable {
  version(): number;
  /** Runs the statements and sets the version in one transaction: a step that is killed has not happened. */
  step(sql: string, version: number): void;
}

/** The file was written by a newer collector. */
export class NewerDatabaseError extends Error {
  /** Tells it from other errors where two copies of the package make `instanceof` useless. */
  override readonly name = "NewerDatabaseError";
}

/**
 * Brings a database to the newest version. The n-th migration leads to version n.
 * @param name of the database, for the message
 */
export function migrate(database: Migratable, migrations: readonly string[], name: string): void {
  const version = database.version();
  if (version > migrations.length)
    throw new NewerDatabaseError(
      `${name} is at version ${version}, this collector knows ${migrations.length}: start the newer collector that wrote it.`,
    );
  migrations.slice(version).forEach((sql, index) => database.step(sql, version + index + 1));
}
