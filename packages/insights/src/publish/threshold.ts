import { LIMITS } from "@aftertask/schema/words";

/**
 * How many people gave these answers. Answers of one rater count once. Answers without a rater may all come
 * from the same hand, so together they are one person.
 * @param answers the answers of one group; `rater` is a pseudonym, or `null` where none was given
 */
export function distinctPeople(answers: readonly { readonly rater: string | null }[]): number {
  return new Set(answers.map((answer) => answer.rater)).size;
}

/**
 * The smallest number of people that this group may be shown for: what the project asks for or the strictest
 * promise that one of its respondents was shown, whichever is larger, and never below `LIMITS.minimumGroup`.
 * @param minimumGroup the project's minimum, in people
 * @param answers the answers of the group, each with the minimum that its respondent was promised, in people
 */
export function thresholdOf(minimumGroup: number, answers: readonly { readonly minimumGroup: number }[]): number {
  return answers.reduce(
    (strictest, answer) => Math.max(strictest, answer.minimumGroup),
    Math.max(LIMITS.minimumGroup, minimumGroup),
  );
}
