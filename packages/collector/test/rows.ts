import { createMac } from "../src/receive/pseudonym.js";
import { content } from "../src/receive/reduce.js";
import type { Obstacles } from "../src/store/intake.js";
import type { IntakeRow, RatingRow } from "../src/store/row.js";
import type { Stores } from "../src/store/stores.js";

/** 16 bytes that stand for a number. */
export function bytes(number: number, kind = 0): Uint8Array {
  const sixteen = new Uint8Array(16).fill(kind);
  new DataView(sixteen.buffer).setUint32(0, number);
  return sixteen;
}

/** The n-th rating, of the n-th task by the n-th person. */
export function intakeRow(number: number, change: Partial<RatingRow> = {}): IntakeRow {
  return {
    rating: {
      project: "pk_intranet",
      week: "2026-W47",
      id: bytes(number, 1),
      counted: "2026-W47",
      touchpoint: "hr.benefits-paperwork",
      instrument: "outcome5",
      score: 4,
      channel: "prompt",
      audience: "employee",
      provider: "hr-payroll",
      minimumGroup: 5,
      rater: bytes(number, 2),
      digest: bytes(number, 3),
      details: '{"comment":"fine"}',
      ...change,
    },
    ledger: { project: change.project ?? "pk_intranet", pseudonym: bytes(number, 4), day: "2026-11-21" },
  };
}

export function intakeRows(count: number, change: Partial<RatingRow> = {}): IntakeRow[] {
  return Array.from({ length: count }, (_, number) => intakeRow(number, change));
}

/** The same rows with digests that are true, so that whoever reads them through finds nothing. */
export async function digested({ keys }: Pick<Stores, "keys">, rows: readonly IntakeRow[]): Promise<IntakeRow[]> {
  const mac = createMac(await keys.secret("pk_intranet", "digest"));
  return rows.map(({ rating, ledger }) => ({ rating: { ...rating, digest: mac("content", content(rating)) }, ledger }));
}

/** Puts rows into the intake as if ratings and ledger knew nothing of them. */
export function append({ intake }: Pick<Stores, "intake">, rows: readonly IntakeRow[]): Promise<Obstacles> {
  return intake.append(rows, async () => rows.map(() => null));
}

/** What waits in the intake for one week. */
export function waitingRows(
  { intake }: Pick<Stores, "intake">,
  project = "pk_intranet",
  counted = "2026-W47",
): Promise<readonly IntakeRow[]> {
  return intake.lend(project, counted, 10_000, async ({ rows }) => rows);
}
