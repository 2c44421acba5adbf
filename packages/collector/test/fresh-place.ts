import { inject } from "vitest";
import type { Place } from "./place.js";
import { freshDatabase, type Server } from "./postgres-place.js";
import { freshFolder } from "./sqlite-place.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The PostgreSQL server that the set-up of this run has started; none where SQLite is tested. */
    postgres: Server | undefined;
  }
}

/** An empty place on the database that this run is about; an untouched one has never held anything. */
export function freshPlace(wish: { untouched?: boolean } = {}): Promise<Place> {
  const server = inject("postgres");
  return server ? freshDatabase(server, wish) : freshFolder();
}
