import type { Intake, Obstacle } from "./intake.js";
import type { Ledger } from "./ledger.js";
import { obstaclesIn } from "./obstacles.js";
import type { Ratings } from "./ratings.js";
import { hex, type IntakeRow, keyText, ledgerText } from "./row.js";

/** What became of a row. Each is final but `late`: its week was closed meanwhile, and it is to be counted in the next. */
export type Verdict = "stored" | "duplicate" | "conflict" | "already-rated" | "late";

/**
 * Commits what is new, and says of each row, in order, what became of it.
 * @param rows may repeat a rating or a task among themselves
 */
export async function keep(
  rows: readonly IntakeRow[],
  { intake, ratings, ledger }: { intake: Intake; ratings: Ratings; ledger: Ledger },
): Promise<Verdict[]> {
  const elsewhere = obstaclesIn({ ratings, ledger });
  const verdicts: Verdict[] = [];
  for (const round of roundsOf(rows)) {
    const obstacles = await intake.append(
      round.map(({ row }) => row),
      elsewhere,
    );
    round.forEach(({ row, place }, index) => (verdicts[place] = verdictOf(row, obstacles[index] ?? null)));
  }
  return verdicts;
}

function verdictOf({ rating }: IntakeRow, met: Obstacle | null): Verdict {
  if (!met) return "stored";
  if (met.is === "known") return hex(met.digest) === hex(rating.digest) ? "duplicate" : "conflict";
  // It did arrive, and its sender has no business with it any more.
  if (met.is === "erased") return "duplicate";
  return met.is === "used" ? "already-rated" : "late";
}

/** Rows that would stand in each other's way go one after the other. Nearly always there is one round. */
function roundsOf(rows: readonly IntakeRow[]): Placed[][] {
  const rounds: Placed[][] = [];
  let waiting: readonly Placed[] = rows.map((row, place) => ({ row, place }));
  while (waiting.length > 0) {
    const taken = new Set<string>();
    const round: Placed[] = [];
    const later: Placed[] = [];
    for (const one of waiting) {
      const { rating, ledger } = one.row;
      const [key, task] = [keyText(rating), ledger && ledgerText(ledger)];
      (taken.has(key) || (task !== null && taken.has(task)) ? later : round).push(one);
      taken.add(key);
      if (task !== null) taken.add(task);
    }
    rounds.push(round);
    waiting = later;
  }
  return rounds;
}

interface Placed {
  row: IntakeRow;
  place: number;
}
