import { DatabaseSync } from "@photostructure/sqlite";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseUnusableError } from "../unusable.js";

/** The files of a folder, as a first start makes them. A rating is in the first, then in the first and the second, then in the second alone. */
export const FILES = ["intake.db", "ratings.db", "ledger.db"] as const;

/**
 * Refuses a folder that has lost a file: a new one in its place would know of no rating, or of no task that was rated. One
 * whose first start was killed has lost nothing: what it lacks comes last, and no key was made yet.
 * @throws DatabaseUnusableError that names the file
 */
export function refuseLoss(folder: string): void {
  const made = FILES.map((name) => isMade(join(folder, name)));
  const first = made.indexOf(false);
  if (first === -1 || !(made.includes(true, first) || holdsKeys(join(folder, FILES[0])))) return;
  throw new DatabaseUnusableError(
    `The database folder ${folder} has lost its ${FILES[first]}, and its other files are of no use alone: put that back, or restore a backup into another folder, to be named with --database (AFTERTASK_DATABASE).`,
  );
}

/** One that is empty, or that a killed start has left without tables, is none yet. */
function isMade(file: string): boolean {
  return existsSync(file) && one(file, "PRAGMA user_version") !== 0;
}

/** Whoever keeps anything makes a key before, and some keys stay as long as their project. */
function holdsKeys(intake: string): boolean {
  return isMade(intake) && one(intake, "SELECT count(*) FROM keys") !== 0;
}

function one(file: string, question: string): unknown {
  const connection = new DatabaseSync(file, { readOnly: true });
  try {
    return Object.values(connection.prepare(question).get() as object)[0];
  } finally {
    connection.close();
  }
}
