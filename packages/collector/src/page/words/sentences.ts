import type { Audience, InstrumentId, IsoWeek } from "@aftertask/schema/words";
import type { FailedBecause } from "../read-report.js";

/**
 * Every sentence of the page. Numbers arrive written in the language's way. A count that is shown is five or more, so
 * one plural form is enough.
 */
export interface Words {
  title: string;
  project(key: string): string;
  publishedIn(week: IsoWeek): string;
  published: { weekly: string; immediate: string };
  groupsOf(minimum: string): string;
  week(week: IsoWeek): string;
  /** Where the dates stand beside it. */
  weekInTable(week: IsoWeek): string;
  weeks(first: IsoWeek, last: IsoWeek): string;
  positive: Record<InstrumentId, string>;
  audience: Record<Audience, string>;
  /** What a share rests on: beside the share itself. */
  basis(answers: string, low: string, high: string): string;
  ofAnswers(answers: string): string;
  between(low: string, high: string): string;
  /** For the bar, where sentences of their own are not heard together. */
  barOfShare(share: string, low: string, high: string): string;
  barOfBand(low: string, high: string): string;
  wide: string;
  bandOnly: string;
  suppressed: { title: string; sentence: string; row: string };
  /** How many small groups a report has left out: one, too. */
  leftOut(groups: string): string;
  table: { caption: string; week: string; share: string; interval: string; answers: string; rangeOnly: string };
  filter: { label: string; service: string; allServices: string; from: string; to: string; show: string };
  csv: { link: string; failed: string };
  token: { title: string; why: string; label: string; kept: string; send: string; refused: string };
  loading: string;
  loaded(series: string): string;
  empty: { title: string; sentence: string };
  failed: { title: string; retry: string } & Record<FailedBecause, string>;
  foot: string;
}
