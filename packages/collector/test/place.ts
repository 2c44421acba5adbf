import { inject } from "vitest";
import type { Stores } from "../src/store/stores.js";
import { freshDatabase } from "./postgres-place.js";
import { freshFolder } from "./sqlite-place.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the PostgreSQL server that the set-up of this run has started; none where SQLite is tested. */
    postgres: string | undefined;
  }
}

export type StoreName = "intake" | "ratings" | "ledger";

/** Where stores can be opened, closed and opened again. */
export interface Place {
  /** What `--database` would say. */
  address: string;
  open(): Promise<Stores>;
  /** The bytes on disk of one store or of all, as Latin-1, so that every byte is a character. */
  bytes(name?: StoreName): Promise<string>;
}

/** An empty place on the database that this run is about. It goes away with the test. */
export function freshPlace(): Promise<Place> {
  const server = inject("postgres");
  return server === undefined ? freshFolder() : freshDatabase(server);
}
