import {
  type Band,
  BUILT_IN_REASONS,
  type BuiltInReason,
  DEFAULT_REASONS,
  type OwnReason,
  type Touchpoint,
} from "@aftertask/schema/words";

/** The reasons to offer for a band, shuffled so that none profits from its place; "other" stands last. */
export function reasonsFor(
  touchpoint: Touchpoint | undefined,
  band: Band,
  random: () => number,
): (BuiltInReason | OwnReason)[] {
  const wanted = band === "high" ? "high" : "low";
  const fitting = (touchpoint?.reasons ?? DEFAULT_REASONS).filter(
    (reason) => (typeof reason === "string" ? BUILT_IN_REASONS[reason] : reason.when) === wanted,
  );
  for (let last = fitting.length - 1; last > 0; last--) {
    const pick = Math.floor(random() * (last + 1));
    [fitting[last], fitting[pick]] = [fitting[pick], fitting[last]] as [BuiltInReason, BuiltInReason];
  }
  return [...fitting, "other"];
}
