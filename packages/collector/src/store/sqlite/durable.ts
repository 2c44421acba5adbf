import { closeSync, fsyncSync, openSync, writeFileSync } from "node:fs";

/** What is in a file, or which names are in a folder, is on the disk when this returns. */
export function settle(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Only its owner may read it, and it is on the disk when this returns. */
export function writeDurably(path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600 });
  settle(path);
}
