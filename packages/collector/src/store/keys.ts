import type { IsoWeek } from "@aftertask/schema/words";
import { DAY } from "../day.js";

/**
 * What a secret key is for. Only raters' keys belong to a week; the others last as long as the project. `kind` is none: it
 * says whose the place is (`kind.ts`).
 */
export type KeyPurpose = "rater" | "ledger" | "digest" | "kind";

/** Milliseconds from the beginning of its week until a rater's key is destroyed: a fortnight after the end. */
export const RATER_KEY_LIFE = 21 * DAY;

/** A secret key with its name. `week` is empty where the key does not belong to one. */
export interface Key {
  project: string;
  purpose: KeyPurpose;
  week: IsoWeek;
  secret: Uint8Array;
}

/**
 * The secret keys behind the pseudonyms. They stand beside the intake, which is emptied, so that the files of the ratings
 * and of the ledger, copied or backed up, hold none.
 */
export interface Keys {
  /** The key, 32 bytes. Made and committed at the first call. */
  secret(project: string, purpose: KeyPurpose, week?: IsoWeek): Promise<Uint8Array>;
  all(): Promise<Key[]>;
  /** Takes a key over from another place. One that is there already under the name stays as it is. */
  adopt(key: Key): Promise<void>;
  /** Destroys raters' keys of this week and of every week before it. Returns how many there were. */
  destroyUpTo(week: IsoWeek): Promise<number>;
}
