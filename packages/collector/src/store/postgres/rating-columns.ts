import { type RawBuilder, sql } from "kysely";
import type { RatingRow } from "../row.js";

type SqlType<Value> =
  `${NonNullable<Value> extends string ? "text" : NonNullable<Value> extends number ? "integer" : "bytea"}${null extends Value ? "" : " not null"}`;

/** Every member of a rating's row with its column and the type of that. All else is read off here, in this order. */
const TABLE = {
  project: ["project", "text not null"],
  week: ["week", "text not null"],
  id: ["id", "bytea not null"],
  counted: ["counted", "text not null"],
  touchpoint: ["touchpoint", "text not null"],
  instrument: ["instrument", "text not null"],
  score: ["score", "integer"],
  channel: ["channel", "text"],
  audience: ["audience", "text"],
  provider: ["provider", "text"],
  minimumGroup: ["minimum_group", "integer not null"],
  rater: ["rater", "bytea"],
  digest: ["digest", "bytea not null"],
  details: ["details", "text not null"],
} as const satisfies { [Member in keyof RatingRow]: readonly [column: string, type: SqlType<RatingRow[Member]>] };

type Table = typeof TABLE;

/** A row as the database returns it. */
export type StoredRating = { [Member in keyof Table as Table[Member][0]]: RatingRow[Member] };

const MEMBERS = Object.keys(TABLE) as (keyof Table)[];

/**
 * The columns that intake and ratings share, as a table declares them. Texts are compared byte by byte: that is what
 * SQLite does, and no update of the system's languages can spoil an index of them.
 */
export const RATING_COLUMNS = MEMBERS.map((member) => {
  const [name, type] = TABLE[member];
  return `${name} ${type.replace("text", 'text collate "C"')}`;
}).join(", ");

export const RATING_NAMES = MEMBERS.map((member) => TABLE[member][0]).join(", ");

/** One array for each column, in the order of `RATING_NAMES`: a statement of the same words for any number of rows. */
export function ratingArrays(rows: readonly RatingRow[]): RawBuilder<unknown>[] {
  return MEMBERS.map((member) => {
    const type = TABLE[member][1].replace(" not null", "");
    return arrayOf(
      rows.map((row) => row[member]),
      type,
    );
  });
}

export function arrayOf(values: readonly unknown[], type: string): RawBuilder<unknown> {
  return sql`${values}::${sql.raw(type)}[]`;
}

export function ratingRow(stored: StoredRating): RatingRow {
  return Object.fromEntries(MEMBERS.map((member) => [member, stored[TABLE[member][0]]])) as unknown as RatingRow;
}
