import type { Stores } from "../src/store/stores.js";

export type StoreName = "intake" | "ratings" | "ledger";

/** Where stores can be opened, closed and opened again. */
export interface Place {
  /** What `--database` would say. */
  address: string;
  open(): Promise<Stores>;
  /** The bytes on disk of one store or of all, as Latin-1, so that every byte is a character. */
  bytes(name?: StoreName): Promise<string>;
}
