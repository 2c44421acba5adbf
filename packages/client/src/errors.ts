import { errorGuard, type Problem } from "@aftertask/schema/words";

export { AftertaskUsageError, isAftertaskUsageError } from "@aftertask/schema/words";

/** The endpoint can never accept this rating; `problem` says why. */
export class RatingRefusedError extends Error {
  /** What the guard goes by. */
  override readonly name = "RatingRefusedError";
  /** Why, as the endpoint said it (RFC 9457). */
  declare readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}

/** The rating could not be delivered within 30 days and was given up. */
export class RatingExpiredError extends Error {
  /** What the guard goes by. */
  override readonly name = "RatingExpiredError";
}

/** As many ratings wait as the outbox may hold. None of them is given up for a new one. */
export class OutboxFullError extends Error {
  /** What the guard goes by. */
  override readonly name = "OutboxFullError";
}

/** Whether the endpoint has refused a rating. */
export const isRatingRefusedError = /* @__PURE__ */ errorGuard<RatingRefusedError>("RatingRefusedError");
/** Whether a rating was given up after 30 days. */
export const isRatingExpiredError = /* @__PURE__ */ errorGuard<RatingExpiredError>("RatingExpiredError");
/** Whether as many ratings wait as may. */
export const isOutboxFullError = /* @__PURE__ */ errorGuard<OutboxFullError>("OutboxFullError");
