import type { InstrumentId } from "./instruments.js";
import type { Audience } from "./rating.js";
import type { IsoWeek } from "./week.js";

/** A share with its 95 % Wilson interval, each from 0 to 1. */
export interface ShareEstimate {
  share: number;
  low: number;
  high: number;
}

/** A group large enough to be shown. */
export interface ShownRow {
  touchpoint: string;
  week: IsoWeek;
  instrument: InstrumentId;
  audience: Audience | null;
  provider: string | null;
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
  touchpoint: string;
  week: IsoWeek;
  shown: false;
}

export type ReportRow = ShownRow | SuppressedRow;

/** The published report of one project. */
export interface Report {
  version: 1;
  key: string;
  /** The smallest group shown, in people. */
  minimumGroup: number;
  /** When it is published: closed weeks only, or at each reading (demonstrations only). */
  publication: "weekly" | "immediate";
  publishedAt: IsoWeek;
  rows: ReportRow[];
}
