import type { Intake, Obstacle, Obstacles } from "./intake.js";
import type { Ledger } from "./ledger.js";
import type { Found, Ratings, Sought } from "./ratings.js";
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
    const [found, used] = await Promise.all([ratings.find(rows.map(sought)), ledger.used(tasks)]);
    let task = 0;
    return rows.map((row, index) => obstacle(found[index] ?? null, row.ledger !== null && used[task++] === true));
  };
}

function sought({ rating: { project, week, id }, mark }: IntakeRow): Sought {
  return mark ? { project, week, id, mark } : { project, week, id };
}

/** The same rating comes first: a retry must be told that it has arrived, whoever has used its task. */
export function obstacle(found: Found, used: boolean): Obstacle | null {
  if (found === "erased") return { is: "erased" };
  if (found) return { is: "known", digest: found };
  return used ? { is: "used" } : null;
}

/** The first that counts of what two places say. */
export function either(here: Obstacles, there: Obstacles): Obstacles {
  return here.map((one, index) => {
    const other = there[index] ?? null;
    return rank(other) > rank(one) ? other : one;
  });
}

function rank(met: Obstacle | null): number {
  return met ? ["late", "used", "erased", "known"].indexOf(met.is) : -1;
}
