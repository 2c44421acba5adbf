import { describe, test } from "vitest";
import { AGAIN, diesAt, STEPS } from "./crash/crash.contract.js";
import { diesErasing, diesRetaining, ERASING, RETAINING } from "./crash/erasure.contract.js";
import { freshFolder } from "./sqlite-place.js";

describe("a collector on SQLite that dies loses nothing, and nothing is counted twice", () => {
  test.each(STEPS)("%s", AGAIN, async (step) => diesAt(step, await freshFolder()));
});

describe("what a collector on SQLite was erasing when it died is gone when it is erased again, and stays so", () => {
  test.each(ERASING)("%s", AGAIN, async (step) => diesErasing(step, await freshFolder()));
});

describe("what a collector on SQLite was destroying when it died is gone in the end, and was published before", () => {
  test.each(RETAINING)("%s", AGAIN, async (step) => diesRetaining(step, await freshFolder()));
});
