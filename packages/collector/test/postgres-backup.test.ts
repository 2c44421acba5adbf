import { expect, inject, onTestFinished, test } from "vitest";
import { atOneMoment } from "../src/store/postgres/whole.js";
import { freshDatabase } from "./postgres-place.js";
import { append, bytes, intakeRow, intakeRows } from "./rows.js";

const server = inject("postgres");
if (!server) throw new Error("These tests belong to the project that brings a server.");

test("whoever reads everything sees one moment, while others receive and a week is turned", async () => {
  const place = await freshDatabase(server);
  const stores = await place.open();
  onTestFinished(() => stores.close());
  const rows = intakeRows(50);
  const ledger = rows.flatMap((row) => row.ledger ?? []);
  for (const week of ["2026-W46", "2026-W47"]) {
    await stores.ratings.rewriteFor(week);
    await stores.ledger.rewriteFor(week);
  }
  await stores.ratings.add(rows.map(({ rating }) => rating));
  await stores.ledger.add(ledger);

  let turning: Promise<unknown> = Promise.resolve();
  await atOneMoment(place.address, async (source) => {
    turning = Promise.all([stores.ratings.rewriteFor("2026-W48"), stores.ledger.rewriteFor("2026-W48")]);
    // Long enough for the tables to be written anew, if nothing kept them from it; and whoever receives goes on.
    expect(await append(stores, [intakeRow(60)])).toEqual([null]);
    await stores.intake.truncateLog();
    expect(await stores.ledger.used(ledger)).not.toContain(false);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await source.ledger.page(undefined, 100)).toEqual(ledger);
    expect(await source.ratings.page(undefined, 100)).toEqual(rows.map(({ rating }) => rating));
    expect(await source.intake.page(undefined, 100)).toEqual([]);
  });
  await turning;
  expect(await stores.ledger.page(undefined, 100)).toEqual(ledger);
});

test("what is old is destroyed after whoever reads everything, and nobody who looks something up waits for either", async () => {
  const place = await freshDatabase(server);
  const stores = await place.open();
  onTestFinished(() => stores.close());
  const rows = intakeRows(50);
  const ratings = rows.map(({ rating }) => rating);
  const ledger = rows.flatMap((row) => row.ledger ?? []);
  for (const week of ["2026-W46", "2026-W47"]) await stores.ratings.rewriteFor(week);
  await stores.ratings.add(ratings);
  await stores.ledger.add(ledger);

  let destroying: Promise<unknown> = Promise.resolve();
  await atOneMoment(place.address, async (source) => {
    destroying = Promise.all([
      stores.ratings.destroy([{ project: "pk_intranet", before: "2026-W48" }]),
      stores.ledger.destroyBefore("2026-11-22"),
    ]);
    // Long enough to stand in line for the tables.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await stores.ratings.find(ratings)).not.toContain(null);
    expect(await stores.ledger.used(ledger)).not.toContain(false);
    expect(await source.ratings.page(undefined, 100)).toEqual(ratings);
    expect(await source.ledger.page(undefined, 100)).toEqual(ledger);
  });
  await destroying;
  expect(await stores.ratings.page(undefined, 100)).toEqual([]);
  expect(await stores.ledger.page(undefined, 100)).toEqual([]);
});

test("tombstones that are destroyed while everything is read are in what was read", async () => {
  const place = await freshDatabase(server);
  const stores = await place.open();
  onTestFinished(() => stores.close());
  const old = { project: "pk_intranet", mark: bytes(1, 5), week: "2026-W38" };
  const young = { project: "pk_intranet", mark: bytes(2, 5), week: "2026-W47" };
  await stores.tombstones.add([old, young]);

  let destroying: Promise<unknown> = Promise.resolve();
  await atOneMoment(place.address, async (source) => {
    destroying = stores.tombstones.destroyUpTo("2026-W40");
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await source.tombstones.all()).toEqual([old, young]);
  });
  await destroying;
  expect(await stores.tombstones.all()).toEqual([young]);
});
