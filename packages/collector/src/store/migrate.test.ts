import { expect, test } from "vitest";
import { migrate, NewerDatabaseError } from "./migrate.js";

function database(version: number) {
  const steps: [string, number][] = [];
  return { steps, version: () => version, step: (sql: string, to: number) => void steps.push([sql, to]) };
}

test("only the steps that are missing are taken, in order", () => {
  const old = database(1);
  migrate(old, ["one", "two", "three"], "intake.db");
  expect(old.steps).toEqual([
    ["two", 2],
    ["three", 3],
  ]);
});

test("a database that a newer collector wrote is left alone", () => {
  const newer = database(4);
  expect(() => migrate(newer, ["one"], "intake.db")).toThrow(NewerDatabaseError);
  expect(newer.steps).toEqual([]);
});
