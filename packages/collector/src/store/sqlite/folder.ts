import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

/** The files of a folder, one for each store. */
export const FILES = ["intake.db", "ratings.db", "ledger.db"] as const;

/** Stands in a folder as long as a move or a restore fills it. */
export const UNFINISHED = "unfinished.lock";

/** Stands in a folder that is a backup. */
export const MANIFEST = "backup.json";

/**
 * Makes a folder that only its owner may read, and those above it, where they are missing. Part by part: Node's own
 * recursion never ends below a folder such as /proc, which exists and takes no other.
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}
