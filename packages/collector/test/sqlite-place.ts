import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openSqlite } from "../src/store/sqlite/open.js";
import type { Place } from "./place.js";
import { temporaryFolder } from "./temporary-folder.js";

export async function freshFolder(): Promise<Place> {
  const folder = temporaryFolder();
  return {
    address: folder,
    open: async () => openSqlite(folder),
    async bytes(name = undefined) {
      // The index of a log holds page numbers alone, and is mapped into memory.
      const files = readdirSync(folder).filter((file) => file.startsWith(name ?? "") && !file.endsWith("-shm"));
      return files.map((file) => readFileSync(join(folder, file), "latin1")).join("\n");
    },
  };
}
