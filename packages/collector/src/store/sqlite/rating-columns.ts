import type { RatingRow } from "../row.js";

/** The columns that intake and ratings share. */
export const RATING_COLUMNS = `
  project TEXT NOT NULL,
  week TEXT NOT NULL,
  id BLOB NOT NULL,
  counted TEXT NOT NULL,
  touchpoint TEXT NOT NULL,
  instrument TEXT NOT NULL,
  score INTEGER,
  channel TEXT,
  audience TEXT,
  provider TEXT,
  minimum_group INTEGER NOT NULL,
  rater BLOB,
  digest BLOB NOT NULL,
  details TEXT NOT NULL`;

export const RATING_NAMES =
  "project, week, id, counted, touchpoint, instrument, score, channel, audience, provider, minimum_group, rater, digest, details";

export const RATING_MARKS = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";

/** The values of a row in the order of `RATING_NAMES`. */
export function ratingValues(row: RatingRow): (string | number | Uint8Array | null)[] {
  return [
    row.project,
    row.week,
    row.id,
    row.counted,
    row.touchpoint,
    row.instrument,
    row.score,
    row.channel,
    row.audience,
    row.provider,
    row.minimumGroup,
    row.rater,
    row.digest,
    row.details,
  ];
}

/** A row as the database returns it. */
export type StoredRating = Omit<RatingRow, "minimumGroup"> & { minimum_group: number };

export function ratingRow(stored: StoredRating): RatingRow {
  return {
    project: stored.project,
    week: stored.week,
    id: stored.id,
    counted: stored.counted,
    touchpoint: stored.touchpoint,
    instrument: stored.instrument,
    score: stored.score,
    channel: stored.channel,
    audience: stored.audience,
    provider: stored.provider,
    minimumGroup: stored.minimum_group,
    rater: stored.rater,
    digest: stored.digest,
    details: stored.details,
  };
}
