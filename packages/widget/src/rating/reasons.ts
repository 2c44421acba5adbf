import {
  type Band,
  BUILT_IN_REASONS,
  type BuiltInReason,
  DEFAULT_REASONS,
  type OwnReason,
  type Touchpoint,
} from "@aftertask/schema/words";

type Reason = BuiltInReason | OwnReason;

/** The reasons to offer for a band, shuffled so that none profits from its place; "other" stands last. */
export function reasonsFor(touchpoint: Touchpoint | undefined, band: Band, random: () => number): readonly Reason[] {
  const wanted = band === "high" ? "high" : "low";
  const fitting = (touchpoint?.reasons ?? DEFAULT_REASONS).filter(
    (reason) => (typeof reason === "string" ? BUILT_IN_REASONS[reason] : reason.when) === wanted,
  );
  for (let last = fitting.length - 1; last > 0; last--) {
    const pick = Math.floor(random() * (last + 1));
    [fitting[last], fitting[pick]] = [fitting[pick] as Reason, fitting[last] as Reason];
  }
  return [...fitting, "other"];
}

/** The same for one prompt: shuffled once for each kind, since an order that changed under the pointer would be worse than none. */
export function reasonsInOneOrder(touchpoint: Touchpoint | undefined, random: () => number) {
  const orders = new Map<string, readonly Reason[]>();
  return (band: Band): readonly Reason[] => {
    const kind = band === "high" ? band : "low";
    const order = orders.get(kind) ?? reasonsFor(touchpoint, band, random);
    orders.set(kind, order);
    return order;
  };
}
