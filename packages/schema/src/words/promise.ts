/** How much of a rating is kept. `confidential` is the default: no person, no task, no time finer than the week. */
export type PrivacyMode = "confidential" | "named";

/**
 * What the respondent was told when they rated. It travels with the rating, and the collector applies
 * the stricter of it and its own setting, so that the sentence on the screen cannot lie.
 */
export interface PrivacyPromise {
  /** Which of the two the sentence in the prompt described. */
  mode: PrivacyMode;
  /** The smallest group, in people, in which the answer may be shown. */
  minimumGroup: number;
}
