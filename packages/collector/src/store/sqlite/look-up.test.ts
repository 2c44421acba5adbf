import { expect, test } from "vitest";
import type { Database } from "./database.js";
import { lookUp } from "./look-up.js";

/** Answers what it is told to, whatever it is asked. */
function answering(...answers: Record<string, unknown>[][]): Database {
  return { read: async () => answers } as unknown as Database;
}

const NAMES = ["a", "b", "a"].map((shared, kind) => ({ shared: [shared], own: new Uint8Array(16).fill(kind) }));

test("what was found stands where it was asked for, whatever it shares with others", async () => {
  const database = answering([{ place: 1, digest: "third" }], [{ place: 0, digest: "second" }]);
  expect(await lookUp(database, "", NAMES, (name) => name)).toEqual([
    undefined,
    { place: 0, digest: "second" },
    { place: 1, digest: "third" },
  ]);
});

test("an answer to what nobody has asked is an error, and lost on nobody", async () => {
  await expect(lookUp(answering([{ place: 2 }], []), "", NAMES, (name) => name)).rejects.toThrow(
    "Nothing was looked up at the place 2.",
  );
});
