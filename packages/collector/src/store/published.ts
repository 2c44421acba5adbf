import type { IsoWeek, ReportRow } from "@aftertask/schema/words";

/** A row as it was published. */
export interface PublishedRow {
  row: ReportRow;
  /** How many stand behind it, which no report tells; 0 where it is suppressed. */
  people: number;
  /** Suppressed touchpoints behind this one that have no row of their own, since there were too many. Missing: none. */
  others?: number;
}

/** What was published of one week of one project. */
export interface Publication {
  project: string;
  /** The week that is reported on. */
  week: IsoWeek;
  /** The week that was open when it was published. */
  publishedAt: IsoWeek;
  rows: readonly PublishedRow[];
}

/**
 * What reports have shown of closed weeks. It stays as it was shown, whatever is erased later: two reports of one week
 * that differ by one answer would tell what that answer was. It holds nothing of a single rating.
 */
export interface Published {
  /** Keeps what is published of a week. Where something was published before, by whomever, that stays. */
  keep(publication: Publication): Promise<void>;
  /**
   * What was published of a project, in the order of weeks, both ends included.
   * @param openWeek what was published by a clock more than a week ahead of this one's is no publication: its weeks were
   * not closed
   */
  read(
    project: string,
    openWeek: IsoWeek,
    range?: { from?: IsoWeek | undefined; to?: IsoWeek | undefined },
  ): Promise<Publication[]>;
  /** Everything of every project. */
  all(): Promise<Publication[]>;
  /** Destroys what was published of this week and of every week before it. Returns of how many weeks. */
  destroyUpTo(week: IsoWeek): Promise<number>;
}
