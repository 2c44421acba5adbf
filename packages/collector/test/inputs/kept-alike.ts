import { ISO_WEEK } from "@aftertask/schema/words";
import { expect, test } from "vitest";
import { hex } from "../../src/store/row.js";
import type { PairFacts } from "./cases.js";
import { inOneOrder, ledgerRowOf, ratingRowOf } from "./expected.js";
import type { Kept } from "./kept.js";
import type { Pair } from "./pair.js";

/** The last of all tests of a pair: what has come of everything that was answered with `stored`. */
export function keptAlike(pair: Pair, facts: Partial<PairFacts>): void {
  let kept: [Kept, Kept];

  test("afterwards both collectors end well, and everything can be read", async () => {
    kept = await pair.kept();
    facts.stored = pair.stored.size;
  });

  test("both databases keep the same, member by member and byte by byte", () => {
    const [sqlite, postgres] = kept.map(({ ratings, ledger }) => [...linesOf(ratings), ...linesOf(ledger)]);
    facts.unequal = difference(sqlite, postgres).length;
    expect(postgres).toEqual(sqlite);
  });

  test("what was answered as stored is kept as it was sent, and nothing else is", () => {
    const secretOf = pair.secretOf.bind(pair);
    const sent = [...pair.stored.values()];
    const { ratings, ledger } = kept[0];
    const rows = ratings.map(({ digest: _, ...row }) => ({ ...row, details: inOneOrder(row.details) }));
    const expected = [
      ...linesOf(sent.filter(({ erased }) => !erased).map((one) => ratingRowOf(one, secretOf))),
      ...linesOf(sent.flatMap((one) => ledgerRowOf(one, secretOf) ?? [])),
    ];
    const wrong = difference([...linesOf(rows), ...linesOf(ledger)], expected);
    facts.unlikeSent = wrong.length;
    expect(wrong).toEqual([]);
    expect(ratings.filter(({ week }) => !ISO_WEEK.test(week))).toEqual([]);
  });
}

/** Each row as one text, its members in one order: many rows are quickly compared, and a difference is easily read. */
function linesOf(rows: readonly object[]): string[] {
  return rows.map((row) =>
    Object.entries(row)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, value]) => `${name} ${value instanceof Uint8Array ? hex(value) : textOf(value)}`)
      .join(", "),
  );
}

function textOf(value: unknown): string {
  return Object.is(value, -0) ? "-0" : JSON.stringify(value);
}

/** The lines that one side has oftener than the other. */
function difference(some: readonly string[] = [], others: readonly string[] = []): string[] {
  const counts = new Map<string, number>();
  for (const line of some) counts.set(line, (counts.get(line) ?? 0) + 1);
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) - 1);
  return [...counts].flatMap(([line, count]) => (count === 0 ? [] : [`${count > 0 ? "+" : "-"} ${line}`]));
}
