import type { Problem } from "@aftertask/schema/words";

export { AftertaskUsageError, isAftertaskUsageError } from "@aftertask/schema/words";

/** The endpoint can never accept this rating; `problem` says why. */
export class RatingRefusedError extends Error {
  override readonly name = "RatingRefusedError";
  constructor(readonly problem: Problem) {
    super(problem.title);
  }
}

/** The rating could not be delivered within 30 days and was given up. */
export class RatingExpiredError extends Error {
  override readonly name = "RatingExpiredError";
}

/** As many ratings wait as the outbox may hold. None of them is given up for a new one. */
export class OutboxFullError extends Error {
  override readonly name = "OutboxFullError";
}

export const isRatingRefusedError = guard<RatingRefusedError>("RatingRefusedError");
export const isRatingExpiredError = guard<RatingExpiredError>("RatingExpiredError");
export const isOutboxFullError = guard<OutboxFullError>("OutboxFullError");

/** By name, not by `instanceof`: a page may hold two copies of this package. */
function guard<E extends Error>(name: E["name"]) {
  return (error: unknown): error is E => error instanceof Error && error.name === name;
}
