import { DatabaseSync } from "@photostructure/sqlite";
import { join } from "node:path";
import { test } from "vitest";
import { INTAKE_MIGRATIONS } from "../src/store/sqlite/intake.js";
import { LEDGER_MIGRATIONS } from "../src/store/sqlite/ledger.js";
import { RATING_NAMES, RATING_TEXT_MARKS, ratingTexts } from "../src/store/sqlite/rating-columns.js";
import { RATINGS_MIGRATIONS } from "../src/store/sqlite/ratings.js";
import { KEY, migratesWhenKilled, ROWS, WAITING } from "./keeping/migration-kill.contract.js";
import type { Place } from "./place.js";
import { freshFolder } from "./sqlite-place.js";

test(
  "F22: a folder whose migration is killed is migrated by the next start, and holds what it held",
  { timeout: 1_800_000 },
  () => migratesWhenKilled(oldFolder),
);

/** A folder as the first version left it. */
async function oldFolder(): Promise<Place> {
  const place = await freshFolder();
  const file = (
    name: string,
    [first = ""]: readonly string[],
    fill: (database: InstanceType<typeof DatabaseSync>) => void,
  ) => {
    const database = new DatabaseSync(join(place.address, name));
    database.exec(`PRAGMA journal_mode = WAL; ${first}; PRAGMA user_version = 1; BEGIN`);
    fill(database);
    database.exec("COMMIT");
    database.close();
  };
  file("intake.db", INTAKE_MIGRATIONS, (database) => {
    const row = database.prepare(
      `INSERT INTO intake (${RATING_NAMES}, pseudonym, day) VALUES (${RATING_TEXT_MARKS}, ?, ?)`,
    );
    for (const { rating, ledger } of WAITING)
      row.run(...ratingTexts(rating), ledger?.pseudonym ?? null, ledger?.day ?? null);
    const key = database.prepare("INSERT INTO keys (project, purpose, week, secret) VALUES (?, ?, ?, ?)");
    key.run(KEY.project, KEY.purpose, KEY.week, KEY.secret);
  });
  file("ratings.db", RATINGS_MIGRATIONS, (database) => {
    const row = database.prepare(`INSERT INTO ratings (${RATING_NAMES}) VALUES (${RATING_TEXT_MARKS})`);
    for (const { rating } of ROWS) row.run(...ratingTexts(rating));
  });
  file("ledger.db", LEDGER_MIGRATIONS, (database) => {
    const row = database.prepare("INSERT INTO ledger (project, pseudonym, day) VALUES (?, ?, ?)");
    for (const { ledger } of ROWS) if (ledger) row.run(ledger.project, ledger.pseudonym, ledger.day);
  });
  return place;
}
