import { openDatabase } from "../src/browser/database.js";
import { indexedDbStorage } from "../src/browser/indexed-db-storage.js";
import type { OutboxStorage } from "../src/outbox/ports.js";

/** As in a browser that has no room for a second copy. */
export function withoutCopy(factory: IDBFactory, name?: string): OutboxStorage {
  return indexedDbStorage(() => factory, openDatabase(noRoom, "relaxed"), name);
}

async function noRoom(): Promise<never> {
  throw new Error("No room");
}
