import { type Channel, type InstrumentId, INSTRUMENTS, type ShareEstimate } from "@aftertask/schema/words";
import { wilson } from "../estimate/share.js";
import { bandOfShare, SHARE_FROM, type ShareBand } from "./band.js";
import { distinctPeople, largestShownGroup } from "./threshold.js";

/** What is known of one answer when its group is summarised. */
export interface GroupAnswer {
  /** Pseudonym of the respondent; `null` where none was given. */
  readonly rater: string | null;
  /** On the instrument's scale; `null` means *doesn't apply*. */
  readonly score: number | null;
  /** Decides from which score on the answer is positive. */
  readonly instrument: InstrumentId;
  /** Default: asked for. */
  readonly channel?: Channel;
  /** The smallest group that the respondent was promised, in people. */
  readonly minimumGroup: number;
}

/** What may be published of a group. A group that is too small carries no count, not even a zero. */
export type GroupSummary =
  | { shown: false }
  | {
      shown: true;
      /** Answers with a score that were asked for. */
      answered: number;
      /** By how many people: never published, but what a larger minimum is held against later. */
      people: number;
      /** Share of positive answers, from ten answers on. */
      top2: ShareEstimate | null;
      /** The band of that share, below ten answers. */
      band: ShareBand | null;
    };

/**
 * Decides what may be shown of one group (a touchpoint's week, say) and counts it. *Doesn't apply* and
 * unsolicited answers are outside: they are neither counted nor do their authors make the group any larger.
 * @param answers every answer of the group
 * @param minimumGroup the project's minimum, in people
 */
export function summariseGroup(answers: readonly GroupAnswer[], minimumGroup: number): GroupSummary {
  const wanted = answers.filter(({ score, channel }) => score !== null && channel !== "unsolicited");
  const counted = largestShownGroup(wanted, minimumGroup);
  if (counted.length === 0) return { shown: false };

  const answered = counted.length;
  const people = distinctPeople(counted);
  const positive = counted.filter(isPositive).length;
  if (answered < SHARE_FROM)
    return { shown: true, answered, people, top2: null, band: bandOfShare(positive / answered) };
  return { shown: true, answered, people, top2: wilson(positive, answered), band: null };
}

function isPositive({ score, instrument }: GroupAnswer): boolean {
  return score !== null && score >= INSTRUMENTS[instrument].positive;
}
