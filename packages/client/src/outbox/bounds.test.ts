import { LIMITS } from "@aftertask/schema/words";
import { expect, test } from "vitest";
import * as bounds from "./bounds.js";

test("the bounds are those that both sides agreed on", () => {
  expect({ ...bounds }).toEqual({
    ENVELOPE_BYTES: LIMITS.envelopeBytes,
    ENVELOPE_RATINGS: LIMITS.envelopeRatings,
    RATING_BYTES: LIMITS.ratingBytes,
    OUTBOX_RATINGS: LIMITS.outboxRatings,
    OUTBOX_BYTES: LIMITS.outboxBytes,
    OUTBOX_AGE: LIMITS.outboxDays * 86_400_000,
  });
});
