import { DatabaseSync } from "@photostructure/sqlite";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { bytes, intakeRow } from "../../../test/rows.js";
import type { IntakeRow, LedgerRow } from "../row.js";
import { INTAKE_VIEW, opened, packed, type Parcel, PARCELS_TABLE, without } from "./parcel.js";

const ODD = intakeRow(2, {
  touchpoint: "x'\"\\{},;--",
  score: null,
  rater: null,
  provider: null,
  details: '{"comment":"ěš 🙂 \\u0000 \\" \\u2028 \\ud800"}',
});

function parcelOf(rows: readonly IntakeRow[]) {
  return { project: "pk_intranet", counted: "2026-W47", rows: packed(rows) };
}

/** Every row, in its place. */
function unpacked(parcel: Parcel): (IntakeRow | null)[] {
  const rowAt = opened(parcel);
  return (JSON.parse(parcel.rows) as unknown[]).map((_, place) => rowAt(place));
}

test("what comes out of a parcel is what went in, in its place", () => {
  const rows = [intakeRow(1), { ...ODD, ledger: null }];
  expect(unpacked(parcelOf(rows))).toEqual(rows);
});

/** A row of the table, as it lies on disks by now. */
const STORED: Parcel = {
  project: "pk_intranet",
  counted: "2026-W47",
  rows: '[null,["2026-W46","01010101010101010101010101010101","hr.benefits-paperwork","outcome5",4,"prompt","employee","hr-payroll",5,"02020202020202020202020202020202","03030303030303030303030303030303","{\\"comment\\":\\"fine\\"}","04040404040404040404040404040404","2026-11-21"]]',
};

/** What was put in there. */
const ACKNOWLEDGED: IntakeRow = {
  rating: {
    project: "pk_intranet",
    week: "2026-W46",
    id: new Uint8Array(16).fill(1),
    counted: "2026-W47",
    touchpoint: "hr.benefits-paperwork",
    instrument: "outcome5",
    score: 4,
    channel: "prompt",
    audience: "employee",
    provider: "hr-payroll",
    minimumGroup: 5,
    rater: new Uint8Array(16).fill(2),
    digest: new Uint8Array(16).fill(3),
    details: '{"comment":"fine"}',
  },
  ledger: { project: "pk_intranet", pseudonym: new Uint8Array(16).fill(4), day: "2026-11-21" },
};

test("a parcel of an earlier version is read as it was meant, and written so again", () => {
  expect(unpacked(STORED)).toEqual([null, ACKNOWLEDGED]);
  expect(JSON.parse(packed([ACKNOWLEDGED]))).toEqual((JSON.parse(STORED.rows) as unknown[]).slice(1));
});

test("SQL reads it as it was meant, too", () => {
  const file = new DatabaseSync(":memory:");
  file.exec(`${PARCELS_TABLE}; ${INTAKE_VIEW}`);
  file.prepare("INSERT INTO parcels VALUES (7, ?, ?, ?)").run(STORED.project, STORED.counted, STORED.rows);
  const { minimumGroup, ...rating } = ACKNOWLEDGED.rating;
  const { pseudonym, day } = ACKNOWLEDGED.ledger as LedgerRow;
  expect(file.prepare("SELECT * FROM intake").all()).toEqual([
    { arrival: 7, place: 1, ...rating, minimum_group: minimumGroup, pseudonym, day },
  ]);
  file.close();
});

test("whatever bytes a rating has come out again", () => {
  const sixteen = fc.uint8Array({ minLength: 16, maxLength: 16 });
  fc.assert(
    fc.property(sixteen, sixteen, sixteen, sixteen, (id, rater, digest, pseudonym) => {
      const row = intakeRow(1, { id: plain(id), rater: plain(rater), digest: plain(digest) });
      const whole = { ...row, ledger: { project: "pk_intranet", day: "2026-11-21", pseudonym: plain(pseudonym) } };
      expect(unpacked(parcelOf([whole]))).toEqual([whole]);
    }),
  );
});

test("SQL sees a rating in each row, as the library reads it", () => {
  const file = new DatabaseSync(":memory:");
  file.exec(`${PARCELS_TABLE}; ${INTAKE_VIEW}`);
  const { project, counted, rows } = parcelOf([intakeRow(1), ODD]);
  file.prepare("INSERT INTO parcels VALUES (7, ?, ?, ?)").run(project, counted, without(rows, new Set([0])));
  expect(file.prepare("SELECT * FROM intake").all()).toMatchObject([
    {
      arrival: 7,
      place: 1,
      project,
      counted,
      week: "2026-W47",
      id: bytes(2, 1),
      touchpoint: ODD.rating.touchpoint,
      score: null,
      rater: null,
      minimum_group: 5,
      digest: bytes(2, 3),
      details: ODD.rating.details,
      pseudonym: bytes(2, 4),
      day: "2026-11-21",
    },
  ]);
  file.close();
});

test("what was taken out of a parcel leaves its place empty, so that the others keep theirs", () => {
  const rows = [intakeRow(1), intakeRow(2), intakeRow(3)];
  const { rows: text, ...address } = parcelOf(rows);
  const rest = without(text, new Set([1]));
  expect(unpacked({ ...address, rows: rest })).toEqual([rows[0], null, rows[2]]);
  expect(unpacked({ ...address, rows: without(rest, new Set([0])) })).toEqual([null, null, rows[2]]);
});

test("a rating that lacks what the ratings must have is not packed", () => {
  const broken = intakeRow(1, { touchpoint: null as unknown as string });
  expect(() => packed([broken])).toThrow("A rating has no touchpoint.");
});

function plain(view: Uint8Array): Uint8Array {
  return Uint8Array.from(view);
}
