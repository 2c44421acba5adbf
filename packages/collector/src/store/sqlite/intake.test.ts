import { expect, onTestFinished, test, vi } from "vitest";
import { temporaryFolder } from "../../../test/temporary-folder.js";
import { append, intakeRow, intakeRows } from "../../../test/rows.js";
import { openSqlite } from "./open.js";
import { opened } from "./parcel.js";

vi.mock(import("./parcel.js"), async (original) => {
  const parcel = await original();
  return { ...parcel, opened: vi.fn(parcel.opened) };
});

function openIntake() {
  const stores = openSqlite(temporaryFolder());
  onTestFinished(() => stores.close());
  return stores;
}

test("a parcel is opened once for all of its ratings that come again, however many", async () => {
  const stores = openIntake();
  const rows = intakeRows(256);
  await append(stores, rows.slice(0, 200));
  await append(stores, rows.slice(200));
  vi.mocked(opened).mockClear();
  expect((await append(stores, rows)).map((met) => met?.is)).toEqual(rows.map(() => "known"));
  expect(opened).toHaveBeenCalledTimes(2);
});

test("nothing is opened for ratings that come for the first time", async () => {
  const stores = openIntake();
  await append(stores, intakeRows(3));
  vi.mocked(opened).mockClear();
  await append(stores, [intakeRow(3), intakeRow(4)]);
  expect(opened).not.toHaveBeenCalled();
});

test("a parcel is opened once for whoever looks for several of its ratings", async () => {
  const stores = openIntake();
  const rows = intakeRows(5);
  await append(stores, rows);
  vi.mocked(opened).mockClear();
  expect(await stores.intake.holding(rows.map(({ rating }) => rating))).toEqual(rows);
  expect(opened).toHaveBeenCalledTimes(1);
});
