import { type IsoWeek, isoWeekOf, type Rating } from "@aftertask/schema/words";
import type { Project } from "../project.js";
import type { KeptRating } from "../store/row.js";
import { isOpenFor } from "../week.js";

/**
 * The week in which what arrives now is counted: the one that the clock names, but for a clock that is behind the open
 * week by one. What it named is closed, and whoever has rated must not wait until the clock comes that far.
 * @param now milliseconds since 1970
 */
export function countedAt(now: number, openWeek: IsoWeek): IsoWeek {
  const named = isoWeekOf(now);
  return isOpenFor(openWeek, named) ? openWeek : named;
}

/**
 * Cuts a rating down to what may be kept: no person, no task, and the week of its time.
 *
 * It is counted in the week that is open on arrival. For a rating of this week that is the same; one that comes after its
 * week was closed, or whose clock is wrong, must not change a week that is published, nor wait for one to come.
 */
export function reduce(rating: Rating, project: Pick<Project, "key" | "minimumGroup">, counted: IsoWeek): KeptRating {
  return {
    project: project.key,
    // A clock before 1970 is just wrong, and its weeks would be called like no other.
    week: isoWeekOf(Math.max(0, Date.parse(rating.ratedAt))),
    counted,
    touchpoint: rating.touchpoint,
    instrument: rating.instrument,
    score: rating.score,
    channel: rating.channel ?? null,
    audience: rating.audience ?? null,
    provider: rating.provider ?? null,
    minimumGroup: Math.max(project.minimumGroup, rating.promise?.minimumGroup ?? 0),
    details: details(rating),
  };
}

/** Named one by one, so that a member added to ratings is dropped until somebody decides that it may be kept. */
function details(rating: Rating): string {
  return JSON.stringify({
    wording: rating.wording,
    // Sorted: the order in which reasons were tapped is nobody's business.
    reasons: rating.reasons && rating.reasons.toSorted(),
    lostTime: rating.lostTime,
    comment: rating.comment,
    notSolved: rating.notSolved,
    locale: rating.locale,
    layout: rating.layout,
    sampling: rating.sampling,
    context: rating.context && Object.fromEntries(Object.entries(rating.context).toSorted(byName)),
  });
}

function byName([one]: [string, string], [other]: [string, string]): number {
  return one < other ? -1 : 1;
}

/**
 * What two ratings of one id must agree on to be the same. Only what is kept: a digest of more would let the rest be
 * guessed. The counted week and the threshold are left out, since the collector adds them.
 */
export function content(kept: KeptRating): string {
  const { week, touchpoint, instrument, score, channel, audience, provider } = kept;
  return JSON.stringify([week, touchpoint, instrument, score, channel, audience, provider, kept.details]);
}
