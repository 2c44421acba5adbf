import { readIntake, type Source } from "../copy.js";
import type { Stores } from "../stores.js";
import { DatabaseUnusableError } from "../unusable.js";
import { INTAKE_MIGRATIONS } from "./intake.js";
import { LEDGER_MIGRATIONS } from "./ledger.js";
import { isNewest } from "./migrate.js";
import { OneTransaction } from "./one-transaction.js";
import { databasesOf, examine, storesOf, unusable } from "./open.js";
import { RATINGS_MIGRATIONS } from "./ratings.js";
import type { Roles } from "./server.js";

/**
 * Reads everything as it was at one moment, while collectors go on. Only what writes whole tables anew waits until the
 * end: it would put rows that are too young for that moment in the place of those that are not.
 */
export async function atOneMoment<Result>(address: string, read: (source: Source) => Promise<Result>): Promise<Result> {
  const roles = await rolesAt(address);
  return OneTransaction.run(address, "repeatable read", async (transaction) => {
    const source = await sourceIn(transaction, address, roles).catch((cause: unknown) => {
      throw unusable(address, cause);
    });
    return read(source);
  });
}

async function sourceIn(transaction: OneTransaction, address: string, roles: Roles): Promise<Source> {
  // Locks come first: the moment is that of the first statement that reads anything.
  for (const store of ["ratings", "ledger"] as const) {
    await transaction.execute(roles[store], `lock table ${store}.rewritten in exclusive mode`);
    await transaction.execute(roles[store], `lock table ${store}.${store} in access share mode`);
  }
  // What is locked after it can be let go without letting go of the moment.
  await transaction.execute(undefined, "savepoint intake");
  await transaction.execute(roles.intake, "lock table intake.intake, intake.keys in access share mode");
  const databases = databasesOf({ address, roles, within: transaction });
  const newest = await Promise.all([
    isNewest(databases.intake.quick, "intake", INTAKE_MIGRATIONS),
    isNewest(databases.ratings.quick, "ratings", RATINGS_MIGRATIONS),
    isNewest(databases.ledger.quick, "ledger", LEDGER_MIGRATIONS),
  ]);
  if (newest.includes(false))
    throw new DatabaseUnusableError(
      "The database is not at the version of this collector: use the collector that wrote it, or migrate it first.",
    );
  const { intake, keys, ratings, tombstones, published, ledger } = storesOf(databases);
  const [known, waiting] = [await keys.all(), await readIntake({ intake })];
  // Whoever receives must not wait behind a mix that waits for this.
  await transaction.execute(undefined, "rollback to savepoint intake");
  return {
    keys: { all: async () => known },
    intake: { page: async (after) => (after ? [] : waiting) },
    ratings,
    tombstones,
    published,
    ledger,
  };
}

/** Fills stores that are at the newest version; everything that was written is there when this settles, or nothing. */
export async function allOrNothing<Result>(
  address: string,
  fill: (stores: Stores) => Promise<Result>,
): Promise<Result> {
  const roles = await rolesAt(address);
  return OneTransaction.run(address, "read committed", (transaction) =>
    fill(storesOf(databasesOf({ address, roles, within: transaction }))),
  );
}

function rolesAt(address: string): Promise<Roles> {
  return examine(address).catch((cause: unknown) => {
    throw unusable(address, cause);
  });
}
