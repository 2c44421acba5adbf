import type { InstrumentId } from "./instruments.js";
import type { LostTime } from "./lost-time.js";
import type { PrivacyPromise } from "./promise.js";

/** The words for who may rate; a rating with any other is invalid. */
export const AUDIENCES = ["employee", "supplier", "contractor", "partner"] as const;
/** Who rates. */
export type Audience = (typeof AUDIENCES)[number];

/** The words for how a rating can come about; a rating with any other is invalid. */
export const CHANNELS = ["prompt", "link", "unsolicited"] as const;
/** How the rating was asked for. `unsolicited` ratings stay out of every score. */
export type Channel = (typeof CHANNELS)[number];

/** Every layout of the prompt; `sheet` is what `anchored` and `corner` become on a small screen. */
export const LAYOUTS = ["inline", "anchored", "corner", "sheet"] as const;
/** Where on the page the prompt stood. */
export type Layout = (typeof LAYOUTS)[number];

/** A rating as it travels: what the respondent gave, and the circumstances that a report needs. */
export interface Rating {
  /** UUID, made once when the respondent acts; the same rating keeps it through every retry. */
  id: string;
  /** Slug of the touchpoint. */
  touchpoint: string;
  /** The question that was asked, and with it the scale of `score`. */
  instrument: InstrumentId;
  /** On the instrument's scale; `null` means *doesn't apply* and is counted apart. */
  score: number | null;
  /** Id of the label set that was shown: instrument, locale, version. */
  wording?: string;
  /** Slugs, built in or of the touchpoint's catalogue. */
  reasons?: string[];
  /** Working time lost; left out where the respondent was not asked or did not say. */
  lostTime?: LostTime;
  /** In the respondent's own words, up to `COMMENT_LENGTH` code points. */
  comment?: string;
  /** The respondent says that the work is not done. */
  notSolved?: boolean;
  /** Slug of the team that did the work, frozen when the task was finished. */
  provider?: string;
  /** Left out where the app does not say who rates. */
  audience?: Audience;
  /** BCP 47 tag of the language that was shown. */
  locale?: string;
  /** Left out by senders that have no prompt. */
  layout?: Layout;
  /** Default: counted like `prompt`. */
  channel?: Channel;
  /** The probability, above 0 and up to 1, with which this task was asked about. */
  sampling?: number;
  /** ISO 8601 time, in UTC, of the first tap. */
  ratedAt: string;
  /** Enumerated values only, as the touchpoint's catalogue lists them. */
  context?: Record<string, string>;
  /** What the respondent was told about their answer; left out, the project's own rules hold. */
  promise?: PrivacyPromise;
  /** Opaque id of the finished piece of work. Turned into a pseudonym on arrival. */
  task?: string;
  /** 1, and 2 when the task was reopened and finished again. */
  round?: number;
  /** Opaque id of the respondent. Turned into a pseudonym on arrival. */
  person?: string;
}
