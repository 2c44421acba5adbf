import { weekNumberOf } from "@aftertask/schema/words";
import { fingerprint } from "../ask/sample.js";
import { EMPTY_HISTORY, formatHistory, type History, parseHistory } from "../ask/history.js";

const PREFIX = "aftertask:";

/** In mode `mock` nothing outlives the page. */
type Mode = "live" | "mock" | "off";

/** What this page has written, for browsers that refuse to remember it, or forget it while the page is open. */
const memory = new Map<string, string>();
/** What the browser has not taken. It may be full and still hold an older text under the same key. */
const untaken = new Set<string>();

/** Storage may be missing, forbidden, full or cleared; then this page's memory must do. */
function read(key: string, mode: Mode): string | undefined {
  if (mode === "mock") return memory.get(mode + key);
  const known = memory.get(key);
  if (untaken.has(key)) return known;
  try {
    const kept: unknown = localStorage.getItem(PREFIX + key);
    // Some pages put something of their own in its place.
    return typeof kept === "string" ? kept : known;
  } catch {
    return known;
  }
}

function write(key: string, value: string, mode: Mode): void {
  memory.set(mode === "mock" ? mode + key : key, value);
  if (mode === "mock") return;
  try {
    localStorage.setItem(PREFIX + key, value);
    untaken.delete(key);
  } catch {
    untaken.add(key);
  }
}

/** Two people on one browser are two people; the id itself is not written down. */
const historyKey = (person: string | undefined) => `history:${fingerprint(person ?? "")}`;

export function loadHistory(person: string | undefined, mode: Mode = "live"): History {
  const stored = read(historyKey(person), mode);
  return stored ? parseHistory(stored) : EMPTY_HISTORY;
}

export function changeHistory(
  person: string | undefined,
  change: (history: History) => History,
  mode: Mode = "live",
): void {
  write(historyKey(person), formatHistory(change(loadHistory(person, mode))), mode);
}

/**
 * Who rates where the host names nobody: a random id for this browser, touchpoint and week, so that people can be
 * counted and nobody followed from week to week or from service to service.
 */
export function passingPerson(touchpoint: string, now: number, mode: Mode = "live"): string {
  const key = `person:${touchpoint}`;
  const week = `${weekNumberOf(now)}:`;
  const known = read(key, mode);
  if (known?.startsWith(week)) return known.slice(week.length);
  // `randomUUID` is missing on pages without TLS, and many an intranet has none.
  const person = crypto.getRandomValues(new Uint32Array(4)).join("-");
  write(key, week + person, mode);
  return person;
}
