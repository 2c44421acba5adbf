import { describe, test } from "vitest";
import { AGAIN, diesAt, STEPS } from "./crash/crash.contract.js";
import { freshFolder } from "./sqlite-place.js";

describe("a collector on SQLite that dies loses nothing, and nothing is counted twice", () => {
  test.each(STEPS)("%s", AGAIN, async (step) => diesAt(step, await freshFolder()));
});
