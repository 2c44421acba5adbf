import type { Intake, Obstacle, Obstacles } from "./intake.js";
import type { Ledger } from "./ledger.js";
import type { Ratings } from "./ratings.js";
import type { IntakeRow } from "./row.js";

/** What stands in the way of rows outside the intake: the same rating, or another of the same task. */
export function obstaclesIn({
  ratings,
  ledger,
}: {
  ratings: Ratings;
  ledger: Ledger;
}): Parameters<Intake["append"]>[1] {
  return async (rows: readonly IntakeRow[]) => {
    const tasks = rows.flatMap((row) => (row.ledger ? [row.ledger] : []));
    const [digests, used] = await Promise.all([ratings.find(rows.map((row) => row.rating)), ledger.used(tasks)]);
    let task = 0;
    return rows.map((row, index) => obstacle(digests[index] ?? null, row.ledger !== null && used[task++] === true));
  };
}

/** The same rating comes first: a retry must be told that it has arrived, whoever has used its task. */
export function obstacle(digest: Uint8Array | null, used: boolean): Obstacle | null {
  if (digest) return { is: "known", digest };
  return used ? { is: "used" } : null;
}

/** The first that counts of what two places say. */
export function either(here: Obstacles, there: Obstacles): Obstacles {
  return here.map((one, index) => {
    const other = there[index] ?? null;
    return other?.is === "known" && one?.is !== "known" ? other : (one ?? other);
  });
}
