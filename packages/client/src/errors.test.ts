import { expect, test } from "vitest";
import * as errors from "./errors.js";

test("each guard knows its own error and no other", () => {
  const problem = { type: "x", title: "Already rated" };
  const made = [
    new errors.AftertaskUsageError("a", "b"),
    new errors.RatingRefusedError(problem),
    new errors.RatingExpiredError("c"),
    new errors.OutboxFullError("d"),
  ];
  const { isAftertaskUsageError, isRatingRefusedError, isRatingExpiredError, isOutboxFullError } = errors;
  const guards = [isAftertaskUsageError, isRatingRefusedError, isRatingExpiredError, isOutboxFullError];
  expect(made.map((error) => guards.map((guard) => guard(error)))).toEqual([
    [true, false, false, false],
    [false, true, false, false],
    [false, false, true, false],
    [false, false, false, true],
  ]);
  expect(guards.some((guard) => guard(new Error("a")) || guard(undefined) || guard("OutboxFullError"))).toBe(false);
});

test("a guard knows the error of a second copy of this package", () => {
  class OutboxFullError extends Error {
    override name = "OutboxFullError";
  }
  expect(errors.isOutboxFullError(new OutboxFullError())).toBe(true);
});
