import type { IsoWeek } from "@aftertask/schema/words";
import { fromHex, type IntakeRow, type RatingRow } from "../row.js";
import { columnOf, isBytes, MEMBERS, textOf } from "./rating-columns.js";

/** Ratings of one commit that will be counted together: one row of the table, however many they are. */
export interface Parcel {
  project: string;
  counted: IsoWeek;
  /** JSON of an array; each of its members is the array of a rating's values, or `null` where that was removed. */
  rows: string;
}

/** What a parcel says once, for all. */
type Shared = "project" | "counted";

const OWN = MEMBERS.filter(
  (member) => member !== ("project" satisfies Shared) && member !== ("counted" satisfies Shared),
);

export const PARCELS_TABLE =
  "CREATE TABLE parcels (arrival INTEGER PRIMARY KEY, project TEXT NOT NULL, counted TEXT NOT NULL, rows TEXT NOT NULL) STRICT";

const BYTES_AT = [...OWN.map((member, at) => (isBytes(member) ? at : -1)), OWN.length].filter((at) => at !== -1);

/** What a table of single ratings held, as parcels of one each. */
export const TO_PARCELS = `
  INSERT INTO parcels SELECT arrival, project, counted, json_array(json_array(${[
    ...OWN.map((member) => (isBytes(member) ? `nullif(hex(${columnOf(member)[0]}), '')` : columnOf(member)[0])),
    "nullif(hex(pseudonym), '')",
    "day",
  ].join(", ")})) FROM intake`;

/** What waits, a rating in each row, with its parcel and its place there. */
export const INTAKE_VIEW = `
  CREATE VIEW intake AS SELECT arrival, place.key AS place, project, counted, ${[
    ...OWN.map((member) => columnOf(member)[0]),
    "pseudonym",
    "day",
  ]
    .map((column, at) =>
      BYTES_AT.includes(at) ? `unhex(value ->> ${at}) AS ${column}` : `value ->> ${at} AS ${column}`,
    )
    .join(", ")} FROM parcels, json_each(parcels.rows) AS place WHERE place.type = 'array'`;

/** @throws where the ratings would not take a row: it must not be acknowledged */
export function packed(rows: readonly IntakeRow[]): string {
  return JSON.stringify(
    rows.map(({ rating, ledger }) => [
      ...OWN.map((member) => {
        const value = rating[member];
        if (value === null && columnOf(member)[1].endsWith("NOT NULL")) throw new Error(`A rating has no ${member}.`);
        return textOf(value);
      }),
      ledger && textOf(ledger.pseudonym),
      ledger && ledger.day,
    ]),
  );
}

/** The rows of a parcel, each in its place. */
export function unpacked({ project, counted, rows }: Parcel): (IntakeRow | null)[] {
  return (JSON.parse(rows) as (Stored | null)[]).map((stored) => {
    if (!stored) return null;
    const rating = { project, counted } as Record<string, unknown>;
    OWN.forEach((member, at) => {
      const value = stored[at] ?? null;
      rating[member] = isBytes(member) && typeof value === "string" ? fromHex(value) : value;
    });
    const [pseudonym, day] = stored.slice(OWN.length) as [string | null, string | null];
    return {
      rating: rating as unknown as RatingRow,
      ledger: pseudonym !== null && day !== null ? { project, pseudonym: fromHex(pseudonym), day } : null,
    };
  });
}

/** A parcel without what lies in these places. */
export function without(rows: string, places: ReadonlySet<number>): string {
  return JSON.stringify((JSON.parse(rows) as unknown[]).map((row, place) => (places.has(place) ? null : row)));
}

type Stored = (string | number | null)[];
