/** Whether a reason explains a poor score (`low`) or a good one (`high`). */
export type Polarity = "low" | "high";

/**
 * The reasons that come with words in every language. The low ones are offered for low and middle scores,
 * the high ones for high scores; "other" fits both and always stands last.
 * Derived from the SERVQUAL dimensions and from the factor lists of service desks.
 */
export const BUILT_IN_REASONS = {
  waiting: "low",
  "not-solved": "low",
  chase: "low",
  "passed-on": "low",
  unclear: "low",
  errors: "low",
  "hard-process": "low",
  unreachable: "low",
  tone: "low",
  slow: "low",
  fast: "high",
  solved: "high",
  clear: "high",
  informed: "high",
  helpful: "high",
  kind: "high",
  easy: "high",
  other: "both",
} as const satisfies Record<string, Polarity | "both">;

/** The slug of a reason that needs no words from the app: `waiting`. */
export type BuiltInReason = keyof typeof BUILT_IN_REASONS;

/** What is offered where a touchpoint names no reasons of its own. */
export const DEFAULT_REASONS: readonly BuiltInReason[] = [
  "slow",
  "unclear",
  "chase",
  "not-solved",
  "hard-process",
  "fast",
  "solved",
  "informed",
  "helpful",
  "easy",
  "other",
];

/** Whether a slug is a key of `BUILT_IN_REASONS`; any other is a touchpoint's own reason, or unknown. */
export function isBuiltInReason(id: string): id is BuiltInReason {
  return Object.hasOwn(BUILT_IN_REASONS, id);
}
