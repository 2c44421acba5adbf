import { DatabaseSync } from "@photostructure/sqlite";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { lostPart } from "../lost.js";
import { DatabaseUnusableError } from "../unusable.js";
import { FILES } from "./folder.js";

/** @throws DatabaseUnusableError where a file was lost: it would be made anew, without what it held */
export function refuseLoss(folder: string): void {
  const [intake, ratings, ledger] = FILES.map((name) => isMade(join(folder, name))) as [boolean, boolean, boolean];
  if (intake && ratings && ledger) return;
  const lost = lostPart({ intake, ratings, ledger }, intake && holdsKeys(join(folder, "intake.db")));
  if (lost === undefined) return;
  throw new DatabaseUnusableError(
    `The database folder ${folder} has lost its ${lost}.db, and its other files are of no use alone: put it back, or restore a backup into another folder, to be named with --database (AFTERTASK_DATABASE).`,
  );
}

/** One that is empty, or that a killed start has left without tables, is none yet. */
function isMade(file: string): boolean {
  return existsSync(file) && one(file, "PRAGMA user_version") !== 0;
}

function holdsKeys(intake: string): boolean {
  return one(intake, "SELECT count(*) FROM keys") !== 0;
}

function one(file: string, question: string): unknown {
  const connection = new DatabaseSync(file, { readOnly: true });
  try {
    return Object.values(connection.prepare(question).get() as object)[0];
  } finally {
    connection.close();
  }
}
