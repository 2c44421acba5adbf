export {
  type Band,
  bandOf,
  DEFAULT_INSTRUMENT,
  type Instrument,
  type InstrumentId,
  INSTRUMENTS,
  isInstrumentId,
} from "./instruments.js";
export { BUILT_IN_REASONS, type BuiltInReason, DEFAULT_REASONS, isBuiltInReason, type Polarity } from "./reasons.js";
export { LOST_TIME_BANDS, type LostTime } from "./lost-time.js";
export {
  ENVELOPE_BYTES,
  ENVELOPE_RATINGS,
  OUTBOX_BYTES,
  OUTBOX_DAYS,
  OUTBOX_RATINGS,
  RATING_BYTES,
} from "./delivery-limits.js";
export {
  COMMENT_LENGTH,
  CONTEXT_KEYS,
  LARGEST_GROUP,
  LIMITS,
  MINIMUM_GROUP,
  OPAQUE_ID_LENGTH,
  PROMPT_COMMENT_LENGTH,
  REASONS,
  ROUNDS,
  SLUG_LENGTH,
} from "./limits.js";
export type { PrivacyMode, PrivacyPromise } from "./promise.js";
export { SLUG, UUID } from "./slug.js";
export { AftertaskUsageError, demand } from "./usage-error.js";
export { errorGuard, isAftertaskUsageError } from "./error-guard.js";
export { uuidFrom } from "./uuid.js";
export { type Audience, AUDIENCES, type Channel, CHANNELS, type Layout, LAYOUTS, type Rating } from "./rating.js";
export { type Envelope, type EnvelopeAnswer, type RatingResult, type ResultStatus, WIRE_VERSION } from "./envelope.js";
export { type Problem, type ProblemCode, PROBLEM_TITLES, problemCode, problemType } from "./problems.js";
export { ISO_WEEK, type IsoWeek, isoWeekOf, startOfIsoWeek, weekNumberOf } from "./week.js";
export { startOfWeek } from "./start-of-week.js";
export {
  type Catalogue,
  type ContextOf,
  defineTouchpoints,
  type OwnReason,
  type Touchpoint,
  type TouchpointId,
} from "./touchpoints.js";
export type { AccessAnswer, AccessedRating } from "./access.js";
export type { Report, ReportRow, ShareEstimate, ShownRow, SuppressedRow } from "./report.js";
