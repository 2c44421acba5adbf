import { errorGuard, type Problem } from "@aftertask/schema/words";

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

export const isRatingRefusedError = /* @__PURE__ */ errorGuard<RatingRefusedError>("RatingRefusedError");
export const isRatingExpiredError = /* @__PURE__ */ errorGuard<RatingExpiredError>("RatingExpiredError");
export const isOutboxFullError = /* @__PURE__ */ errorGuard<OutboxFullError>("OutboxFullError");
