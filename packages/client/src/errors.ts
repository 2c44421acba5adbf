import type { Problem } from "@aftertask/schema/words";

/** A call or an option that cannot work as it is written. The message names it, and the remedy. */
export class AftertaskUsageError extends Error {
  override readonly name = "AftertaskUsageError";
}

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

export const isAftertaskUsageError = guard<AftertaskUsageError>("AftertaskUsageError");
export const isRatingRefusedError = guard<RatingRefusedError>("RatingRefusedError");
export const isRatingExpiredError = guard<RatingExpiredError>("RatingExpiredError");
export const isOutboxFullError = guard<OutboxFullError>("OutboxFullError");

/** By name, not by `instanceof`: a page may hold two copies of this package. */
function guard<E extends Error>(name: E["name"]) {
  return (error: unknown): error is E => error instanceof Error && error.name === name;
}

/** Throws an `AftertaskUsageError` that names the option or member and the remedy, unless it `holds`. */
export function demand(holds: unknown, name: string, remedy: string): asserts holds {
  if (!holds) throw new AftertaskUsageError(`${name} must be ${remedy}.`);
}
