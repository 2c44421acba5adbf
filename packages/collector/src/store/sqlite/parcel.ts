import type { IsoWeek } from "@aftertask/schema/words";
import { fromHex, hex, type IntakeRow, type RatingRow } from "../row.js";
import { columnOf, isBytes, textOf } from "./rating-columns.js";

/** Ratings of one commit that will be counted together: one row of the table, however many they are. */
export interface Parcel {
  project: string;
  counted: IsoWeek;
  /** JSON of an array; each of its members is the array of a rating's values, or `null` where that was removed. */
  rows: string;
}

/** What a parcel says once, for all. */
type Shared = "project" | "counted";

type Own = Exclude<keyof RatingRow, Shared>;

/**
 * Where the values of a rating lie in its array. They lie so on disks, in parcels that were acknowledged: what is here keeps
 * its place, and what comes to it goes after the last, with a migration that makes the view anew.
 */
const PLACES = {
  week: 0,
  id: 1,
  touchpoint: 2,
  instrument: 3,
  score: 4,
  channel: 5,
  audience: 6,
  provider: 7,
  minimumGroup: 8,
  rater: 9,
  digest: 10,
  details: 11,
  pseudonym: 12,
  day: 13,
} as const satisfies Record<Own | "pseudonym" | "day", number>;

const OWN = (Object.keys(PLACES) as (keyof typeof PLACES)[]).filter(
  (member) => member !== "pseudonym" && member !== "day",
);

const REQUIRED = OWN.filter((member) => columnOf(member)[1].endsWith("NOT NULL"));

const BYTES = new Set(OWN.filter(isBytes));

/** Of `PLACES`, in their order. */
const COLUMNS = [
  ...OWN.map((member) => ({ name: columnOf(member)[0], isBytes: isBytes(member), place: PLACES[member] })),
  { name: "pseudonym", isBytes: true, place: PLACES.pseudonym },
  { name: "day", isBytes: false, place: PLACES.day },
].toSorted((one, other) => one.place - other.place);

export const PARCELS_TABLE =
  "CREATE TABLE parcels (arrival INTEGER PRIMARY KEY, project TEXT NOT NULL, counted TEXT NOT NULL, rows TEXT NOT NULL) STRICT";

/** What a table of single ratings held, as parcels of one each. */
export const TO_PARCELS = `
  INSERT INTO parcels SELECT arrival, project, counted, json_array(json_array(${COLUMNS.map((column) =>
    column.isBytes ? `nullif(hex(${column.name}), '')` : column.name,
  ).join(", ")})) FROM intake`;

/** What waits, a rating in each row, with its parcel and its place there. */
export const INTAKE_VIEW = `
  CREATE VIEW intake AS SELECT arrival, place.key AS place, project, counted, ${COLUMNS.map(
    (column) =>
      `${column.isBytes ? `unhex(value ->> ${column.place})` : `value ->> ${column.place}`} AS ${column.name}`,
  ).join(", ")} FROM parcels, json_each(parcels.rows) AS place WHERE place.type = 'array'`;

/** @throws where the ratings would not take a row: it must not be acknowledged */
export function packed(rows: readonly IntakeRow[]): string {
  return JSON.stringify(rows.map(valuesOf));
}

function valuesOf({ rating, ledger }: IntakeRow): Stored {
  for (const member of REQUIRED) if (rating[member] === null) throw new Error(`A rating has no ${member}.`);
  const values = COLUMNS.map((): Stored[number] => null);
  for (const member of OWN) values[PLACES[member]] = textOf(rating[member]);
  if (ledger) {
    values[PLACES.pseudonym] = hex(ledger.pseudonym);
    values[PLACES.day] = ledger.day;
  }
  return values;
}

/** Reads a parcel once, and a rating of it when it is asked for: the one in a place, `null` where that was removed. */
export function opened({ project, counted, rows }: Parcel): (place: number) => IntakeRow | null {
  const all = JSON.parse(rows) as (Stored | null)[];
  return (place) => {
    const stored = all[place];
    return stored ? rowOf(stored, { project, counted }) : null;
  };
}

function rowOf(stored: Stored, shared: Pick<RatingRow, Shared>): IntakeRow {
  const rating: Record<string, unknown> = { ...shared };
  for (const member of OWN) {
    const value = stored[PLACES[member]] ?? null;
    rating[member] = BYTES.has(member) && typeof value === "string" ? fromHex(value) : value;
  }
  const [pseudonym, day] = [stored[PLACES.pseudonym], stored[PLACES.day]] as [string | null, string | null];
  return {
    rating: rating as unknown as RatingRow,
    ledger: pseudonym !== null && day !== null ? { project: shared.project, pseudonym: fromHex(pseudonym), day } : null,
  };
}

/** A parcel without what lies in these places. */
export function without(rows: string, places: ReadonlySet<number>): string {
  return JSON.stringify((JSON.parse(rows) as unknown[]).map((row, place) => (places.has(place) ? null : row)));
}

type Stored = (string | number | null)[];
