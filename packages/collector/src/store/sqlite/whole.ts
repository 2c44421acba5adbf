import { DatabaseSync } from "@photostructure/sqlite";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseUnusableError } from "../unusable.js";
import { FILES, MANIFEST, UNFINISHED } from "./folder.js";
import { DatabaseInUseError, Lock } from "./lock.js";
import { refuseLoss } from "./lost.js";

/** Milliseconds to wait for whoever holds a file at the moment; a copy needs no more than to be let in. */
const PATIENCE = 5_000;

/**
 * Copies the files of a folder into another one, also while a collector serves it. The copies are read through a
 * connection of their own that can write nothing, so that the collector neither waits nor fails for them. They hold
 * neither a log nor what was removed, and their rows lie in the order of their keys.
 *
 * The order of the files matters: a row that the mix moves meanwhile is met in the intake, in the stores or in both.
 */
export function copyFolder(folder: string, to: string): void {
  const mark = [MANIFEST, UNFINISHED].find((name) => existsSync(join(folder, name)));
  if (mark)
    throw new DatabaseUnusableError(
      `${folder} is no collector's folder, it holds ${mark}: name that with --database (AFTERTASK_DATABASE).`,
    );
  const missing = FILES.find((name) => !existsSync(join(folder, name)));
  if (missing)
    throw new DatabaseUnusableError(
      `The database folder ${folder} holds no ${missing}: name the collector's folder with --database (AFTERTASK_DATABASE).`,
    );
  refuseLoss(folder);
  emptyLogs(folder);
  for (const name of FILES) {
    const connection = new DatabaseSync(join(folder, name), { readOnly: true });
    try {
      connection.exec(`PRAGMA busy_timeout = ${PATIENCE}`);
      connection.prepare("VACUUM INTO ?").run(join(to, name));
    } finally {
      connection.close();
    }
  }
}

/** What a killed collector left in the logs is moved into the files. One that runs does so itself, after every mix. */
function emptyLogs(folder: string): void {
  let lock;
  try {
    lock = new Lock(join(folder, "collector.lock"), folder);
  } catch (cause) {
    if (cause instanceof DatabaseInUseError) return;
    throw cause;
  }
  try {
    for (const name of FILES) {
      const connection = new DatabaseSync(join(folder, name));
      connection.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      connection.close();
    }
  } finally {
    lock.release();
  }
}
