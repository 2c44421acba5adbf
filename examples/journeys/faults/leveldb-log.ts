import { appendFile, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const BLOCK = 32_768;
/** Four bytes of checksum, two of length, one of type. */
const HEADER = 7;
const LENGTH_AT = 4;

/**
 * Whether a log of LevelDB ends in the middle of a record: its header and its content are written one after the other, and
 * a kill can fall between them. What stands before is read at the next start all the same. But then the log is gone on
 * with, behind the half record, and the start after that takes it for damaged (google/leveldb#1287): Chromium then empties
 * the origin's databases there. Those of its storage buckets lie elsewhere.
 */
export function endsTorn(log: Uint8Array): boolean {
  const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
  for (let at = 0; at < log.length;) {
    const left = BLOCK - (at % BLOCK);
    // Too small for a header: filled up with zeros.
    if (left < HEADER) at += left;
    else if (at + HEADER > log.length) return true;
    else {
      at += HEADER + view.getUint16(at + LENGTH_AT, true);
      if (at > log.length) return true;
    }
  }
  return false;
}

/** Whether one of the logs of IndexedDB in a profile of Chromium, which must not run, ends so. */
export async function isTorn(profile: string): Promise<boolean> {
  return (await Promise.all((await logsIn(profile)).map((log) => readFile(log)))).some(endsTorn);
}

/** Leaves every log as a kill between header and content of a record would. */
export async function tearLogs(profile: string): Promise<void> {
  const header = Buffer.alloc(HEADER, 1);
  header.writeUInt16LE(200, LENGTH_AT);
  for (const log of await logsIn(profile)) await appendFile(log, header);
}

async function logsIn(profile: string): Promise<string[]> {
  const room = join(profile, "Default", "IndexedDB");
  const names = await readdir(room, { recursive: true }).catch(() => []);
  return names.filter((name) => /\d+\.log$/.test(name)).map((name) => join(room, name));
}
