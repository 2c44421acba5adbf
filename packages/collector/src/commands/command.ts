import type { openStores } from "../store/open.js";

/** What a command is told: where the data are, and where they should go. */
export interface Order {
  database: string;
  to: string | undefined;
  /** The folder of a backup. */
  from: string | undefined;
  /** The place whose erased ratings are erased again. */
  erased: string | undefined;
  /** `2026-W47`. */
  week: string | undefined;
  /** The file with the projects. */
  config: string | undefined;
  /** What a token is for, and of which projects; empty where it is not said. */
  scopes: readonly string[];
  projects: readonly string[];
  /** Ids of ratings, and a file with more of them. */
  id: readonly string[];
  ids: string | undefined;
  /** Opens a place that is there. */
  open: typeof openStores;
  /** The same, and makes it where it is missing. */
  make: typeof openStores;
  /** Says one line. */
  say: (line: string) => void;
}

/** Does its work and tells what it did. The exit code: 0 where all is well. */
export type Command = (order: Order) => Promise<number>;
