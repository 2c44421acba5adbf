const DAY = 86_400_000;
const KEPT_SHOWS = 12;
const KEPT_TASKS = 200;

/** What one person has met in this browser. Times are days since 1970: no finer time is kept. */
export interface History {
  /** Fingerprints of rated tasks, oldest first. */
  rated: string[];
  /** The latest prompts, oldest first. */
  shown: { touchpoint: string; day: number }[];
  /** Dismissals in a row, and the day of the last one. */
  dismissed: { inARow: number; day: number };
  /** "Don't ask again". */
  optedOut: boolean;
}

export const EMPTY_HISTORY: History = {
  rated: [],
  shown: [],
  dismissed: { inARow: 0, day: 0 },
  optedOut: false,
};

export function dayOf(time: number): number {
  return Math.floor(time / DAY);
}

export function afterShown(history: History, touchpoint: string, now: number): History {
  return { ...history, shown: [...history.shown, { touchpoint, day: dayOf(now) }].slice(-KEPT_SHOWS) };
}

export function afterRated(history: History, task: string): History {
  return {
    ...history,
    rated: [...history.rated.filter((known) => known !== task), task].slice(-KEPT_TASKS),
    dismissed: EMPTY_HISTORY.dismissed,
  };
}

export function afterDismissed(history: History, now: number): History {
  return { ...history, dismissed: { inARow: history.dismissed.inARow + 1, day: dayOf(now) } };
}

export function afterOptOut(history: History): History {
  return { ...history, optedOut: true };
}

/** Reads what an earlier page, perhaps of another version, has stored. Anything odd counts as nothing met. */
export function parseHistory(text: string | null): History {
  try {
    const stored = JSON.parse(text ?? "") as Partial<History>;
    return {
      rated: list(stored.rated).filter((task) => typeof task === "string"),
      shown: list(stored.shown).filter((show) => typeof show?.touchpoint === "string" && Number.isInteger(show.day)),
      dismissed: Number.isInteger(stored.dismissed?.inARow)
        ? (stored.dismissed as History["dismissed"])
        : EMPTY_HISTORY.dismissed,
      optedOut: stored.optedOut === true,
    };
  } catch {
    return EMPTY_HISTORY;
  }
}

function list<T>(value: T[] | undefined): T[] {
  return Array.isArray(value) ? value : [];
}
