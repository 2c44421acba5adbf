import { expect, test } from "vitest";
import { z } from "zod";
import { firstIssue, pathOf, sentenceOf } from "./fault.js";

test.each([
  [["ratings", 0, "score"], "", "ratings[0].score"],
  [["score"], "ratings[3]", "ratings[3].score"],
  [[0, "origins", 1], "projects", "projects[0].origins[1]"],
  [["context", "caseType"], "ratings[0]", "ratings[0].context.caseType"],
  [[], "ratings[0]", "ratings[0]"],
  [[], "", ""],
])("the path %j below %j is written %j", (path, root, written) => {
  expect(pathOf({ path }, root)).toBe(written);
});

test.each([
  ["must be a slug", "must be a slug"],
  ["is a reserved name", "is a reserved name"],
  ["Invalid input: expected string", "is not valid: Invalid input: expected string"],
])("%j follows the name of the member as %j", (message, sentence) => {
  expect(sentenceOf({ message })).toBe(sentence);
});

test("of several issues the first is told", () => {
  const parsed = z.object({ one: z.string("must be text"), two: z.string() }).safeParse({});
  expect(parsed.error && firstIssue(parsed.error)).toMatchObject({ path: ["one"], message: "must be text" });
});
