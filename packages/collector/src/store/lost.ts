/**
 * The stores of a place, in the order in which a first start makes them. A rating is in the first, then in the first and
 * the second, then in the second alone.
 */
export const PARTS = ["intake", "ratings", "ledger"] as const;

export type Part = (typeof PARTS)[number];

/**
 * The first store that a place has lost: a new one in its stead would know of no rating, or of no task that was rated. A
 * first start that was killed has lost nothing: what it lacks comes last, and keys are made after all of it.
 * @param made the stores that are there
 * @param holdsKeys whether the intake does: whoever keeps anything makes a key before, and some stay as long as their project
 */
export function lostPart(made: Readonly<Record<Part, boolean>>, holdsKeys: boolean): Part | undefined {
  const first = PARTS.findIndex((part) => !made[part]);
  if (first === -1) return undefined;
  return holdsKeys || PARTS.slice(first).some((part) => made[part]) ? PARTS[first] : undefined;
}
