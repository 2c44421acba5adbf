import { type InstrumentId, INSTRUMENTS, LIMITS } from "@aftertask/schema/words";
import { wilson } from "../estimate/share.js";
import { bandOfShare, SHARE_FROM } from "./band.js";
import type { GroupAnswer, GroupSummary } from "./summarise-group.js";

/** Counts the answers of one group one by one, so that a group of any size can be counted in turns. */
export interface GroupCount {
  /** Answers come in any order. */
  add(answer: Omit<GroupAnswer, "instrument">): void;
  /**
   * What may be shown of what was added.
   * @param minimumGroup the project's minimum, in people
   */
  summary(minimumGroup: number): GroupSummary;
}

/** What was said by those who were promised the same. */
interface Promised {
  /** Raters whose least promise this is. */
  people: number;
  answered: number;
  positive: number;
}

/**
 * Shows the same as `largestShownGroup` would, without holding the answers: a rater belongs to every threshold from
 * their least promise on, so that people can be counted by that alone.
 * @param instrument decides from which score on an answer is positive
 */
export function createGroupCount(instrument: InstrumentId): GroupCount {
  const leastPromises = new Map<string | null, number>();
  const counts = new Map<number, Promised>();

  function countOf(promise: number): Promised {
    const known = counts.get(promise);
    if (known) return known;
    const made = { people: 0, answered: 0, positive: 0 };
    counts.set(promise, made);
    return made;
  }

  return {
    add({ rater, score, channel, minimumGroup }) {
      if (score === null || channel === "unsolicited") return;
      const count = countOf(minimumGroup);
      count.answered++;
      if (score >= INSTRUMENTS[instrument].positive) count.positive++;
      const least = leastPromises.get(rater);
      if (least !== undefined && least <= minimumGroup) return;
      leastPromises.set(rater, minimumGroup);
      count.people++;
      if (least !== undefined) countOf(least).people--;
    },

    summary(minimumGroup) {
      const least = Math.max(LIMITS.minimumGroup, minimumGroup);
      const thresholds = new Set([least, ...[...counts.keys()].map((promise) => Math.max(least, promise))]);
      for (const threshold of [...thresholds].toSorted((one, other) => other - one)) {
        const { people, answered, positive } = sum([...counts].filter(([promise]) => promise <= threshold));
        // Asked this way round, a threshold that is not a number shows nobody.
        if (!(people >= threshold)) continue;
        if (answered < SHARE_FROM)
          return { shown: true, answered, people, top2: null, band: bandOfShare(positive / answered) };
        return { shown: true, answered, people, top2: wilson(positive, answered), band: null };
      }
      return { shown: false };
    },
  };
}

function sum(counts: readonly (readonly [promise: number, count: Promised])[]): Promised {
  const all = { people: 0, answered: 0, positive: 0 };
  for (const [, { people, answered, positive }] of counts) {
    all.people += people;
    all.answered += answered;
    all.positive += positive;
  }
  return all;
}
