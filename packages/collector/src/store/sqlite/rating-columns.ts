import { hex, type RatingRow } from "../row.js";

type SqlType<Value> =
  `${NonNullable<Value> extends string ? "TEXT" : NonNullable<Value> extends number ? "INTEGER" : "BLOB"}${null extends Value ? "" : " NOT NULL"}`;

/**
 * Every member of a rating's row with its column and the type of that. All else is read off here, in this order, tables of
 * earlier migrations among it: a change here needs a migration for the files that there are, and those earlier ones must
 * keep their words. Parcels on disk have an order of their own.
 */
const TABLE = {
  project: ["project", "TEXT NOT NULL"],
  week: ["week", "TEXT NOT NULL"],
  id: ["id", "BLOB NOT NULL"],
  counted: ["counted", "TEXT NOT NULL"],
  touchpoint: ["touchpoint", "TEXT NOT NULL"],
  instrument: ["instrument", "TEXT NOT NULL"],
  score: ["score", "INTEGER"],
  channel: ["channel", "TEXT"],
  audience: ["audience", "TEXT"],
  provider: ["provider", "TEXT"],
  minimumGroup: ["minimum_group", "INTEGER NOT NULL"],
  rater: ["rater", "BLOB"],
  digest: ["digest", "BLOB NOT NULL"],
  details: ["details", "TEXT NOT NULL"],
} as const satisfies { [Member in keyof RatingRow]: readonly [column: string, type: SqlType<RatingRow[Member]>] };

type Table = typeof TABLE;

/** A row as the database returns it. */
export type StoredRating = { [Member in keyof Table as Table[Member][0]]: RatingRow[Member] };

const MEMBERS = Object.keys(TABLE) as (keyof Table)[];

/** What a member is called and declared as. */
export function columnOf(member: keyof Table): readonly [column: string, type: string] {
  return TABLE[member];
}

/** The columns that intake and ratings share, as a table declares them. */
export const RATING_COLUMNS = MEMBERS.map((member) => TABLE[member].join(" ")).join(", ");

export const RATING_NAMES = MEMBERS.map((member) => TABLE[member][0]).join(", ");

/** A place for each of `RATING_NAMES`, with the values of `ratingTexts`. */
export const RATING_TEXT_MARKS = MEMBERS.map((member) => (isBytes(member) ? "unhex(?)" : "?")).join(", ");

export function ratingRow(stored: StoredRating): RatingRow {
  return Object.fromEntries(MEMBERS.map((member) => [member, stored[TABLE[member][0]]])) as unknown as RatingRow;
}

/**
 * The values of a row in the order of `RATING_NAMES`, with hexadecimal digits for bytes: on the way to another thread and
 * to a statement a text costs a fraction of what bytes do, for which memory is asked for and given back each time.
 */
export function ratingTexts(row: RatingRow): (string | number | null)[] {
  return MEMBERS.map((member) => textOf(row[member]));
}

export function textOf(value: RatingRow[keyof RatingRow]): string | number | null {
  return value instanceof Uint8Array ? hex(value) : value;
}

export function isBytes(member: keyof Table): boolean {
  return TABLE[member][1].startsWith("BLOB");
}
