import type { Report } from "@aftertask/schema/words";
import type { FailedBecause, ReadOutcome } from "./read-report.js";
import { seriesOf } from "./series.js";
import type { Words } from "./words/sentences.js";

/** What the page shows. While a new choice loads, the report before it stays in sight. */
export type View =
  | { name: "loading"; before: Report | null }
  | { name: "token-needed"; refused: boolean }
  | { name: "failed"; because: FailedBecause; detail: string | null }
  | { name: "ready"; report: Report };

/** @param token the token that was sent, or `null` */
export function viewOf(read: ReadOutcome, token: string | null): View {
  if (read.outcome === "report") return { name: "ready", report: read.report };
  if (read.outcome === "token-needed") return { name: "token-needed", refused: token !== null };
  return { name: "failed", because: read.because, detail: read.detail };
}

/** The report in sight, if any. */
export function reportInSight(view: View): Report | null {
  if (view.name === "ready") return view.report;
  return view.name === "loading" ? view.before : null;
}

/** What a screen reader hears when the view changes. */
export function announcement(view: View, words: Words): string {
  if (view.name === "loading") return words.loading;
  if (view.name === "token-needed") return view.refused ? words.token.refused : words.token.title;
  if (view.name === "failed") return `${words.failed.title}. ${words.failed[view.because]}`;
  const touchpoints = new Set(seriesOf(view.report.rows).map(({ touchpoint }) => touchpoint)).size;
  return touchpoints === 0 ? words.empty.title : words.loaded(String(touchpoints));
}
