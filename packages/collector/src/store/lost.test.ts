import { expect, test } from "vitest";
import { lostPart } from "./lost.js";

const [ALL, NOTHING] = ["intake ratings ledger", ""];

test.each([
  [ALL, true, undefined],
  [ALL, false, undefined],
  [NOTHING, false, undefined],
  ["intake", false, undefined],
  ["intake ratings", false, undefined],
  ["intake", true, "ratings"],
  ["intake ratings", true, "ledger"],
  ["intake ledger", false, "ratings"],
  ["ratings ledger", false, "intake"],
  ["ratings", false, "intake"],
  ["ledger", false, "intake"],
])("of %j with keys: %j, %s is lost", (names, holdsKeys, lost) => {
  const made = {
    intake: names.includes("intake"),
    ratings: names.includes("ratings"),
    ledger: names.includes("ledger"),
  };
  expect(lostPart(made, holdsKeys)).toBe(lost);
});
