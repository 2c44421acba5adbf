/**
 * A copy in random order.
 * @param random draws a number; draws must be independent and so fine that two are hardly ever equal
 */
export function shuffle<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ item }) => item);
}
