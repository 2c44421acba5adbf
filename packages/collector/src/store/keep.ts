import type { Intake } from "./intake.js";
import type { Ledger } from "./ledger.js";
import type { Ratings } from "./ratings.js";
import { hex, type IntakeRow, keyText, ledgerText } from "./row.js";

/** What became of a row. Each of these is final. */
export type Verdict = "stored" | "duplicate" | "conflict" | "already-rated";

/**
 * Commits what is new, and says of each row, in order, what became of it. What is known is looked up in the intake first
 * and in the stores after: the mix copies before it removes, so a row on its way is met in one place or in both,
 * never in neither.
 * @param rows may repeat a rating or a task among themselves
 */
export async function keep(
  rows: readonly IntakeRow[],
  { intake, ratings, ledger }: { intake: Intake; ratings: Ratings; ledger: Ledger },
): Promise<Verdict[]> {
  const keys = rows.map((row) => row.rating);
  const tasks = rows.flatMap((row) => (row.ledger ? [row.ledger] : []));

  const waiting = await intake.find(keys);
  const settled = await ratings.find(keys);
  const usedHere = await intake.used(tasks);
  const usedThere = await ledger.used(tasks);

  const known = new Map<string, string>();
  keys.forEach((key, index) => {
    const digest = waiting[index] ?? settled[index];
    if (digest) known.set(keyText(key), hex(digest));
  });
  const used = new Set(tasks.filter((_, index) => usedHere[index] || usedThere[index]).map(ledgerText));

  const fresh: IntakeRow[] = [];
  const verdicts = rows.map((row): Verdict => {
    const digest = hex(row.rating.digest);
    const first = known.get(keyText(row.rating));
    if (first !== undefined) return first === digest ? "duplicate" : "conflict";
    if (row.ledger) {
      if (used.has(ledgerText(row.ledger))) return "already-rated";
      used.add(ledgerText(row.ledger));
    }
    known.set(keyText(row.rating), digest);
    fresh.push(row);
    return "stored";
  });

  if (fresh.length > 0) await intake.append(fresh);
  return verdicts;
}
