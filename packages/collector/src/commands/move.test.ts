import { describe, expect, test } from "vitest";
import { freshPlace } from "../../test/fresh-place.js";
import type { Place } from "../../test/place.js";
import { append, bytes, digested, intakeRow, intakeRows, waitingRows } from "../../test/rows.js";
import { freshFolder } from "../../test/sqlite-place.js";
import { openStores } from "../store/open.js";
import { runCommand } from "./run.js";

const TOMBSTONE = { project: "pk_intranet", mark: bytes(1, 7), week: "2026-W46" };

const PUBLICATION = {
  project: "pk_intranet",
  week: "2026-W46",
  publishedAt: "2026-W47",
  rows: [{ people: 0, row: { touchpoint: "it.access-request", week: "2026-W46", shown: false } }],
} as const;

/** A place with 1,200 ratings that were mixed, three that wait, and keys. */
async function filled(place: Place) {
  const stores = await place.open();
  const rows = await digested(stores, intakeRows(1_200));
  await stores.ratings.add(rows.map(({ rating }) => rating));
  await stores.ledger.add(rows.flatMap(({ ledger }) => ledger ?? []));
  const waiting = [2_000, 2_001, 2_002].map((number) => intakeRow(number));
  await append(stores, await digested(stores, waiting));
  await stores.published.keep(PUBLICATION);
  await stores.tombstones.add([TOMBSTONE]);
  const secrets = [
    await stores.keys.secret("pk_intranet", "ledger"),
    await stores.keys.secret("pk_intranet", "rater", "2026-W47"),
  ];
  await stores.close();
  return { rows, secrets };
}

async function expectAll(place: Place, { rows, secrets }: Awaited<ReturnType<typeof filled>>): Promise<void> {
  const stores = await place.open();
  expect(await stores.ratings.page(undefined, 5_000)).toEqual(rows.map(({ rating }) => rating));
  expect(await stores.ledger.page(undefined, 5_000)).toEqual(rows.map(({ ledger }) => ledger));
  expect(await waitingRows(stores)).toHaveLength(3);
  expect(await stores.published.all()).toEqual([PUBLICATION]);
  expect(await stores.tombstones.all()).toEqual([TOMBSTONE]);
  expect([
    await stores.keys.secret("pk_intranet", "ledger"),
    await stores.keys.secret("pk_intranet", "rater", "2026-W47"),
  ]).toEqual(secrets);
  await stores.close();
}

const EMPTY = /(is not empty|holds ratings already): name .* with --to/;

function run(...args: string[]) {
  const lines: string[] = [];
  return runCommand(args, {}, (line) => lines.push(line)).then((code) => ({ code, lines }));
}

describe("a move", () => {
  test("from a folder takes everything along, and leaves the old place as it was", async () => {
    const [from, to] = [await freshFolder(), await freshPlace()];
    const all = await filled(from);
    const { code, lines } = await run("move", "--database", from.address, "--to", to.address);
    expect([code, lines[0]]).toEqual([
      0,
      "Copied 1200 ratings, 1200 rows of the ledger and 3 ratings that wait for the mix.",
    ]);
    await expectAll(to, all);
    await expectAll(from, all);
  });

  test("back into a folder takes everything along", async () => {
    const [from, to] = [await freshPlace(), await freshFolder()];
    const all = await filled(from);
    expect((await run("move", "--database", from.address, "--to", to.address)).code).toBe(0);
    await expectAll(to, all);
  });

  test("takes the task of a rating along that the mix had moved half", async () => {
    const [from, to] = [await freshFolder(), await freshPlace()];
    const stores = await from.open();
    await append(stores, intakeRows(1));
    await stores.ratings.add(intakeRows(1).map(({ rating }) => rating));
    await stores.close();
    expect((await run("move", "--database", from.address, "--to", to.address)).code).toBe(0);
    const moved = await to.open();
    expect(await moved.ledger.page(undefined, 10)).toEqual(intakeRows(1).map(({ ledger }) => ledger));
    expect(await moved.ratings.page(undefined, 10)).toEqual(intakeRows(1).map(({ rating }) => rating));
    await moved.close();
  });

  test("to a place that has ratings of its own is refused before anything is copied", async () => {
    const [from, to] = [await freshFolder(), await freshPlace()];
    await filled(from);
    const stores = await openStores(to.address);
    await stores.keys.secret("pk_other", "ledger");
    await stores.close();
    await expect(run("move", "--database", from.address, "--to", to.address)).rejects.toThrow(EMPTY);
    const again = await to.open();
    expect(await again.ratings.page(undefined, 1)).toEqual([]);
    expect(await again.keys.all()).toHaveLength(1);
    await again.close();
  });

  test("that has ended is not repeated: what was erased in the new place meanwhile does not come back", async () => {
    const [from, to] = [await freshFolder(), await freshPlace()];
    const {
      rows: [row],
    } = await filled(from);
    if (!row) throw new Error("Nothing was filled in.");
    await run("move", "--database", from.address, "--to", to.address);
    const stores = await to.open();
    await stores.ratings.remove([row.rating]);
    await stores.close();
    await expect(run("move", "--database", from.address, "--to", to.address)).rejects.toThrow(EMPTY);
    const again = await to.open();
    expect(await again.ratings.find([row.rating])).toEqual([null]);
    await again.close();
  });

  test.each([
    [["move"], /--to must name/],
    [["move", "--database", "x", "--to", "x"], /another place/],
    [["move", "--too", "x"], /--too/],
    [["remove"], /no command "remove": use backup, check, erase, migrate, move, publish, restore, retention, token/],
    [["constructor"], /no command/],
    [["move", "--database", "x", "--to", "postgress://u@h/db"], /^--to must be a folder/],
    [["move", "--database", "x", "--to", "POSTGRES://u@h/db"], /^--to must be a folder/],
    ...["backup", "check", "migrate", "move", "restore"].map((name): [string[], RegExp] => [
      [name, "--database", "mysql://u@h/db", "--to", "x", "--from", "x"],
      /^--database \(AFTERTASK_DATABASE\) must be a folder/,
    ]),
  ])("%j is refused with the reason", async (args, reason) => {
    await expect(run(...args)).rejects.toThrow(reason);
  });
});

test("a check of what is well finds nothing, and counts what waits", async () => {
  const place = await freshPlace();
  await filled(place);
  expect(await run("check", "--database", place.address)).toEqual({
    code: 0,
    lines: ["Nothing is damaged. 3 ratings wait for the mix."],
  });
});

test("a check finds ratings that no longer hold what was received", async () => {
  const place = await freshPlace();
  const { rows } = await filled(place);
  const stores = await place.open();
  const [one] = intakeRows(1, { id: bytes(5_000), score: 5, digest: rows[0]?.rating.digest ?? bytes(0) });
  await append(stores, one ? [{ ...one, ledger: null }] : []);
  await stores.close();
  expect(await run("check", "--database", place.address)).toEqual({
    code: 1,
    lines: ["1 ratings of pk_intranet in 2026-W47 no longer hold what was received.", "Restore a backup."],
  });
});

test("a migration of a new place makes it", async () => {
  const place = await freshPlace();
  expect(await run("migrate", "--database", place.address)).toMatchObject({ code: 0 });
  await (await place.open()).close();
});
