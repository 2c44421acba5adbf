import { LIMITS } from "@aftertask/schema/words";

/**
 * How many people gave these answers. Answers of one rater count once. Answers without a rater may all come
 * from the same hand, so together they are one person.
 * @param answers the answers of one group; `rater` is a pseudonym, or `null` where none was given
 */
export function distinctPeople(answers: readonly { readonly rater: string | null }[]): number {
  return new Set(answers.map((answer) => answer.rater)).size;
}

/** An answer with what decides whom it may be shown among. */
interface Promised {
  readonly rater: string | null;
  /** The smallest group that its respondent was promised, in people. */
  readonly minimumGroup: number;
}

/**
 * The answers that may be shown together: the largest group in which everybody stands among at least as many people
 * as they were promised, and as the project asks for, and never among fewer than `LIMITS.minimumGroup`. An answer with
 * a stricter promise than the group can keep is left out, so that it is protected and hides nobody else's.
 * @param answers the answers of one group
 * @param minimumGroup the project's minimum, in people
 * @returns none when there is no such group
 */
export function largestShownGroup<A extends Promised>(answers: readonly A[], minimumGroup: number): readonly A[] {
  const least = Math.max(LIMITS.minimumGroup, minimumGroup);
  const thresholds = [least, ...answers.map((answer) => Math.max(least, answer.minimumGroup))];
  for (const threshold of new Set(thresholds.toSorted((a, b) => b - a))) {
    const group = answers.filter((answer) => answer.minimumGroup <= threshold);
    // Asked this way round, a threshold that is not a number shows nobody.
    if (distinctPeople(group) >= threshold) return group;
  }
  return [];
}
