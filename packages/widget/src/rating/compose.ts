import type { Audience, InstrumentId, Layout, PrivacyPromise, Rating } from "@aftertask/schema/words";
import type { Answer } from "../flow/flow.types.js";

/** Everything about a rating but the answer itself: fixed when the prompt is shown. */
export interface Circumstances {
  touchpoint: string;
  instrument: InstrumentId;
  wording: string;
  locale: string;
  layout: Layout;
  sampling: number;
  promise: PrivacyPromise;
  task: string;
  round: number;
  person: string;
  provider: string | undefined;
  audience: Audience | undefined;
  context: Readonly<Record<string, string>> | undefined;
}

/** A rating without the two things that the client adds: its id and the time of the first tap. */
export type RatingDraft = Omit<Rating, "id" | "ratedAt">;

/** The rating as it will travel. What was not said is left out, not sent empty. */
export function composeRating(circumstances: Circumstances, answer: Answer): RatingDraft {
  const { provider, audience, context, ...always } = circumstances;
  const comment = answer.comment.trim();
  return {
    ...always,
    channel: "prompt",
    score: answer.score,
    ...(answer.reasons.length > 0 && { reasons: [...answer.reasons] }),
    ...(answer.lostTime && { lostTime: answer.lostTime }),
    ...(comment && { comment }),
    ...(answer.reasons.includes("not-solved") && { notSolved: true }),
    ...(provider && { provider }),
    ...(audience && { audience }),
    ...(context && { context: { ...context } }),
  };
}
