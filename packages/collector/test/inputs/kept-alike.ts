import { ISO_WEEK } from "@aftertask/schema/words";
import { expect, test } from "vitest";
import { hex } from "../../src/store/row.js";
import { inOneOrder, ledgerRowOf, ratingRowOf } from "./expected.js";
import type { Kept } from "./kept.js";
import type { Pair } from "./pair.js";

/** The last of all tests of a pair: what has come of everything that was answered with `stored`. */
export function keptAlike(pair: Pair): void {
  let kept: [Kept, Kept];

  test("afterwards both collectors end well, and everything can be read", async () => {
    kept = await pair.kept();
  });

  test("both databases keep the same, member by member and byte by byte", () => {
    const [sqlite, postgres] = kept;
    expect(linesOf(postgres.ratings)).toEqual(linesOf(sqlite.ratings));
    expect(linesOf(postgres.ledger)).toEqual(linesOf(sqlite.ledger));
  });

  test("what was answered as stored is kept as it was sent, and nothing else is", () => {
    const secretOf = pair.secretOf.bind(pair);
    const expected = [...pair.stored.values()];
    const { ratings, ledger } = kept[0];
    const rows = ratings.map(({ digest: _, ...row }) => ({ ...row, details: inOneOrder(row.details) }));
    expect(linesOf(rows).toSorted()).toEqual(linesOf(expected.map((one) => ratingRowOf(one, secretOf))).toSorted());
    const tasks = expected.flatMap((one) => ledgerRowOf(one, secretOf) ?? []);
    expect(linesOf(ledger).toSorted()).toEqual(linesOf(tasks).toSorted());
    expect(ratings.filter(({ week }) => !ISO_WEEK.test(week))).toEqual([]);
  });
}

/** Each row as one text, its members in one order: many rows are quickly compared, and a difference is easily read. */
function linesOf(rows: readonly object[]): string[] {
  return rows.map((row) =>
    Object.entries(row)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(
        ([name, value]) =>
          `${name} ${value instanceof Uint8Array ? hex(value) : JSON.stringify(value)}${Object.is(value, -0) ? " below" : ""}`,
      )
      .join(", "),
  );
}
