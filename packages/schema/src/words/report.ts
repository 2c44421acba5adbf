import type { InstrumentId } from "./instruments.js";
import type { Audience } from "./rating.js";
import type { IsoWeek } from "./week.js";

/** A share with its 95 % Wilson interval, each from 0 to 1. */
export interface ShareEstimate {
  /** Positive answers of all that carry a score. */
  share: number;
  /** Lower end of the interval, at most `share`. */
  low: number;
  /** Upper end of the interval, at least `share`. */
  high: number;
}

/** A group large enough to be shown. */
export interface ShownRow {
  /** Slug. */
  touchpoint: string;
  /** The week in which its ratings are counted. */
  week: IsoWeek;
  /** Scores of two instruments never share a row. */
  instrument: InstrumentId;
  /** `null`: all audiences together. */
  audience: Audience | null;
  /** Slug of a team; `null`: all teams together. */
  provider: string | null;
  /** Tells this row from a `SuppressedRow`. */
  shown: true;
  /** Answers that carry a score. *Doesn't apply* is not among them. */
  answered: number;
  /** Share of positive answers. `null` from 5 to 9 answers, where `band` stands instead. */
  top2: ShareEstimate | null;
  /** The band that the share lies in: 0–0.4, 0.4–0.6, 0.6–0.8 or 0.8–1. `null` from 10 answers on. */
  band: { low: number; high: number } | null;
  /** Answered of asked, from 0 to 1; `null` where asks were not counted. */
  responseRate: number | null;
}

/** A group too small to be shown. It carries no count, not even a zero. */
export interface SuppressedRow {
  /** Slug. */
  touchpoint: string;
  /** The week in which its ratings are counted. */
  week: IsoWeek;
  /** Tells this row from a `ShownRow`. */
  shown: false;
}

/** What one group came to; ask `shown` before anything else. */
export type ReportRow = ShownRow | SuppressedRow;

/** The published report of one project. */
export interface Report {
  /** Of the report's form; a change that readers must know of is a new one. */
  version: 1;
  /** Public key of the project. */
  key: string;
  /** The smallest group shown, in people. */
  minimumGroup: number;
  /** When it is published: closed weeks only, or at each reading (demonstrations only). */
  publication: "weekly" | "immediate";
  /** The week that was open when the report was read: weeks before it are closed. */
  publishedAt: IsoWeek;
  /** By week, then by touchpoint. Empty where nothing was counted. */
  rows: ReportRow[];
  /** Touchpoints of a week, too small to be shown, for which the report had no room. Missing where it had room for all. */
  leftOut?: number;
}
