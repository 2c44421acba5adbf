import { accessSync, constants, statfsSync, statSync } from "node:fs";
import { basename, dirname } from "node:path";

/** A file that is open is not in its place any more: what is written to it would be gone with the process. */
export class MissingFileError extends Error {
  /** Tells it from other errors where two copies of the package make `instanceof` useless. */
  override readonly name = "MissingFileError";
  /** Stands in the log. */
  readonly code = "MISSING_FILE";
}

/** Bytes: several envelopes of the largest size, with their pages. */
const ROOM = 256 * 1_024;

/** The place of a database on the disk. */
export interface FilePlace {
  /** Throws MissingFileError unless the file and its log are those that were opened. */
  check(): void;
  /**
   * Throws where the file could not be written.
   * @param roomily whether the disk must have room for more than a little
   */
  checkWriting(roomily: boolean): void;
}

/** @param file whose log has been opened, too */
export function placeOf(file: string): FilePlace {
  const parts = [file, `${file}-wal`].map((path) => ({ path, inode: inodeOf(path) }));
  return {
    check() {
      for (const { path, inode } of parts)
        if (inodeOf(path) !== inode)
          throw new MissingFileError(`${basename(path)} was taken away, or replaced, while it was used.`);
    },
    checkWriting(roomily) {
      accessSync(file, constants.W_OK);
      if (!roomily) return;
      const { bavail, bsize } = statfsSync(dirname(file));
      if (bavail * bsize < ROOM) throw Object.assign(new Error("The disk is full."), { code: "ENOSPC" });
    },
  };
}

function inodeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.ino;
}
