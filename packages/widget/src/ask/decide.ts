import { dayOf, type History } from "./history.js";

/** Why a prompt is not shown. */
export type NotAskedBecause =
  | "already-rated"
  | "cooling-down"
  | "not-sampled"
  | "opted-out"
  | "own-task"
  | "expired"
  | "disabled"
  | "unknown-touchpoint"
  | "busy";

/** The answer to an ask. `sampling` is the probability with which this task was asked about. */
export type Decision = { ask: true; sampling: number } | { ask: false; because: NotAskedBecause };

/** All that the decision depends on. Times are milliseconds since 1970. */
export interface AskFacts {
  touchpoint: string;
  /** Fingerprint of touchpoint, task and round. */
  task: string;
  enabled: boolean;
  /** Whether the catalogue, where there is one, knows the touchpoint. */
  known: boolean;
  /** The respondent did the work themselves. */
  own: boolean;
  finishedAt: number;
  /** The share of tasks to ask about, from 0 to 1. */
  sampling: number;
  /** Where the task lies in [0, 1). */
  position: number;
  /** Whether people are given a rest between prompts. */
  fatigue: boolean;
  /** Nobody could be asked right now: a call or presentation is on, or enough asks stand in line. */
  busy: boolean;
  history: History;
  now: number;
}

/** How long people are left in peace, in days. */
export const COOL_DOWN = {
  /** A finished task is worth a question for this long. */
  validDays: 7,
  betweenPrompts: 14,
  sameTouchpoint: 30,
  /** At most `inMonth` prompts in 30 days. */
  inMonth: 2,
  /** At most `inYear` prompts in 365 days. */
  inYear: 12,
  afterDismissal: 30,
  afterTwoDismissals: 90,
} as const;

const DAY = 86_400_000;

/** Whether to show a prompt now. The first reason against it is the one that is given. */
export function decide(facts: AskFacts): Decision {
  const because = reasonAgainst(facts);
  return because ? { ask: false, because } : { ask: true, sampling: facts.sampling };
}

function reasonAgainst(facts: AskFacts): NotAskedBecause | undefined {
  const { history, now } = facts;
  if (!facts.enabled) return "disabled";
  if (!facts.known) return "unknown-touchpoint";
  if (facts.own) return "own-task";
  if (now - facts.finishedAt > COOL_DOWN.validDays * DAY) return "expired";
  if (history.rated.includes(facts.task)) return "already-rated";
  if (history.optedOut) return "opted-out";
  if (facts.position >= facts.sampling) return "not-sampled";
  if (facts.fatigue && coolingDown(history, facts.touchpoint, dayOf(now))) return "cooling-down";
  if (facts.busy) return "busy";
  return undefined;
}

function coolingDown({ shown, dismissed }: History, touchpoint: string, today: number): boolean {
  // A clock that was set back leaves days to come in the history. They count like days gone by, so that nobody is asked
  // too soon, and so that a clock that was years ahead silences nobody for years.
  const isWithin = (day: number, days: number) => Math.abs(today - day) < days;
  const within = (days: number) => shown.filter(({ day }) => isWithin(day, days));
  const rest = dismissed.inARow > 1 ? COOL_DOWN.afterTwoDismissals : COOL_DOWN.afterDismissal;
  return (
    (dismissed.inARow > 0 && isWithin(dismissed.day, rest)) ||
    within(COOL_DOWN.betweenPrompts).length > 0 ||
    within(COOL_DOWN.sameTouchpoint).some((show) => show.touchpoint === touchpoint) ||
    within(30).length >= COOL_DOWN.inMonth ||
    within(365).length >= COOL_DOWN.inYear
  );
}
