export type {
  Client,
  ClientEvents,
  Level,
  OpenRating,
  RatingInput,
  Receipt,
  RefusedRating,
  Submission,
} from "./client.types.js";
export {
  AftertaskUsageError,
  isAftertaskUsageError,
  isOutboxFullError,
  isRatingExpiredError,
  isRatingRefusedError,
  OutboxFullError,
  RatingExpiredError,
  RatingRefusedError,
} from "./errors.js";
export { createClient, createCollectorClient } from "./client.js";
export type { ClientOptions, CollectorOptions } from "./options.js";
export type { Problem, Rating } from "@aftertask/schema/words";
