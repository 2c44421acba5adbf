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

/**
 * One line of text. Not JSON: pages with an old Prototype.js put a `toJSON` on every array, and history would be lost.
 * The parts hold neither of the separators: fingerprints are letters and digits, touchpoints are slugs.
 */
export function formatHistory({ rated, shown, dismissed, optedOut }: History): string {
  const prompts = shown.map(({ touchpoint, day }) => `${touchpoint}@${day}`);
  return [optedOut ? 1 : 0, dismissed.inARow, dismissed.day, rated.join(" "), prompts.join(" ")].join("|");
}

/** Reads what an earlier page has stored. Anything odd counts as nothing met, but for the wish to be left in peace. */
export function parseHistory(text: string): History {
  const [first, inARow, day, rated = "", shown = ""] = text.split("|");
  const optedOut = first === "1";
  const prompts = words(shown).map((prompt) => {
    const [touchpoint = "", on] = prompt.split("@");
    return { touchpoint, day: numberIn(on) };
  });
  const dismissed = { inARow: numberIn(inARow), day: numberIn(day) };
  const numbers = [dismissed.inARow, dismissed.day, ...prompts.map((prompt) => prompt.day)];
  if (!numbers.every(Number.isInteger)) return { ...EMPTY_HISTORY, optedOut };
  return {
    rated: words(rated),
    shown: prompts,
    dismissed,
    optedOut,
  };
}

/** Zero has no sign here: what is read once is what is read ever after. */
function numberIn(text: string | undefined): number {
  return Number(text) + 0;
}

function words(text: string): string[] {
  return text.split(" ").filter(Boolean);
}
