import type { Audience, Channel, InstrumentId, IsoWeek } from "@aftertask/schema/words";

/** The name of a rating in the stores: a retry carries the same bytes, hence the same key. */
export interface RatingKey {
  project: string;
  /** Week of the stated time of the first tap. */
  week: IsoWeek;
  /** 16 bytes. */
  id: Uint8Array;
}

/** What may be kept of a rating: no person, no task, no time finer than the week. */
export interface KeptRating {
  project: string;
  week: IsoWeek;
  /** The week in which it is counted: the one that was open when it arrived. */
  counted: IsoWeek;
  touchpoint: string;
  instrument: InstrumentId;
  score: number | null;
  channel: Channel | null;
  audience: Audience | null;
  provider: string | null;
  /** The smallest group, in people, in which it may be shown: the stricter of promise and project. */
  minimumGroup: number;
  /** JSON of what no report filters on: reasons, lost time, comment, wording and the like. Members in a fixed order. */
  details: string;
}

/** A row of the ratings. */
export interface RatingRow extends KeptRating {
  id: Uint8Array;
  /** Pseudonym of the person within project, touchpoint and counted week, 16 bytes; `null` where no person was given. */
  rater: Uint8Array | null;
  /** Tells the same content from another under the same id, 16 bytes. */
  digest: Uint8Array;
}

/** A row of the ledger: this person has rated this round of this task. */
export interface LedgerRow {
  project: string;
  /** 16 bytes, under a key of the ledger's own. */
  pseudonym: Uint8Array;
  /** `2026-11-21`, UTC: the finest time that the ledger holds. */
  day: string;
}

/** What the intake holds until the next mix. `ledger` is `null` for a rating that named no task. */
export interface IntakeRow {
  rating: RatingRow;
  ledger: LedgerRow | null;
  /** The mark of its tombstone, if it was erased. Looked up and never kept; left out where a row is only passed on. */
  mark?: Uint8Array;
}

/** What is left of a rating that was erased, so that it does not come back when it is sent again. */
export interface Tombstone {
  project: string;
  /** HMAC of the rating's id, 16 bytes: it answers whoever has the id, and nobody else. */
  mark: Uint8Array;
  /** The week that was open when it was erased. */
  week: IsoWeek;
}

/** The names of one id within a project. */
export interface IdNames {
  project: string;
  /** As it stands in a rating's key. */
  id: Uint8Array;
  /** As it stands on a tombstone. */
  mark: Uint8Array;
}

/** What a report reads of a rating. */
export type Answer = Pick<RatingRow, "touchpoint" | "instrument" | "score" | "channel" | "minimumGroup" | "rater">;

const DIGITS = Array.from("0123456789abcdef", (digit) => digit.charCodeAt(0));

/** Two hexadecimal digits for each byte. */
export function hex(bytes: Uint8Array): string {
  const codes = Array<number>(2 * bytes.length);
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    codes[2 * at] = DIGITS[byte >> 4] ?? 0;
    codes[2 * at + 1] = DIGITS[byte & 15] ?? 0;
  }
  return String.fromCharCode(...codes);
}

/** The bytes of `hex`. */
export function fromHex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at++)
    bytes[at] = 16 * digitOf(text.charCodeAt(2 * at)) + digitOf(text.charCodeAt(2 * at + 1));
  return bytes;
}

/** Of `0` to `9`, `a` to `f` and `A` to `F`. */
function digitOf(code: number): number {
  return (code & 15) + (code > 64 ? 9 : 0);
}

/** One string for a key, unique across projects and weeks. */
export function keyText(key: RatingKey): string {
  return `${key.project} ${key.week} ${characters(key.id)}`;
}

/** One string for a ledger row, unique across projects. */
export function ledgerText(row: Pick<LedgerRow, "project" | "pseudonym">): string {
  return `${row.project} ${characters(row.pseudonym)}`;
}

/** A character for each byte: shorter than digits are, made at once, and in the same order. */
export function characters(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
