import { inject, test } from "vitest";
import { INTAKE_MIGRATIONS, PostgresIntake } from "../src/store/postgres/intake.js";
import { PostgresKeys } from "../src/store/postgres/keys.js";
import { LEDGER_MIGRATIONS, PostgresLedger } from "../src/store/postgres/ledger.js";
import { migrateSchema } from "../src/store/postgres/migrate.js";
import { databasesOf } from "../src/store/postgres/open.js";
import { PostgresRatings, RATINGS_MIGRATIONS } from "../src/store/postgres/ratings.js";
import { KEY, migratesWhenKilled, ROWS, WAITING } from "./keeping/migration-kill.contract.js";
import type { Place } from "./place.js";
import { freshDatabase } from "./postgres-place.js";

const server = inject("postgres");
if (!server) throw new Error("These tests belong to the project that brings a server.");

test(
  "F22: a database whose migration is killed is migrated by the next start, and holds what it held",
  { timeout: 1_800_000 },
  () => migratesWhenKilled(oldDatabase),
);

/** A database as the first version left it. */
async function oldDatabase(): Promise<Place> {
  const place = await freshDatabase(server as NonNullable<typeof server>, { untouched: true });
  const { intake, ratings, ledger } = databasesOf({ address: place.address, roles: {} });
  try {
    await migrateSchema(intake.lasting, "intake", { "0001": INTAKE_MIGRATIONS["0001"] });
    await migrateSchema(ratings.lasting, "ratings", { "0001": RATINGS_MIGRATIONS["0001"] });
    await migrateSchema(ledger.lasting, "ledger", { "0001": LEDGER_MIGRATIONS["0001"] });
    await new PostgresKeys(intake).adopt(KEY);
    await new PostgresIntake(intake).append(WAITING, async () => WAITING.map(() => null));
    await new PostgresRatings(ratings).add(ROWS.map(({ rating }) => rating));
    await new PostgresLedger(ledger).add(ROWS.flatMap((row) => row.ledger ?? []));
  } finally {
    await Promise.all([intake, ratings, ledger].map((database) => database.close()));
  }
  return place;
}
