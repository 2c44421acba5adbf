import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const MARK = "demonstration.txt";

/** Whether nothing is in a folder, or it is not there yet. */
export function isNewFolder(folder: string): boolean {
  if (!existsSync(folder)) return true;
  return statSync(folder).isDirectory() && readdirSync(folder).length === 0;
}

/** Says in a folder that what is in it was given to a demonstration. */
export function markDemoFolder(folder: string): void {
  writeFileSync(join(folder, MARK), "What is kept here was given to a demonstration of Aftertask.\n");
}

/**
 * Whether a demonstration that nobody asked for may use a folder: it is new, or was a demonstration's from the beginning.
 * A collector whose configuration got lost must not open the reports on what it has kept to everybody on the machine.
 */
export function isDemoFolder(folder: string): boolean {
  return isNewFolder(folder) || existsSync(join(folder, MARK));
}
