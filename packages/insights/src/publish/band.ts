/** From this many answers on, a share is published; below it, only the band that the share lies in. */
export const SHARE_FROM = 10;

/** A range of shares, each from 0 to 1. */
export interface ShareBand {
  /** The lowest share in it. */
  low: number;
  /** The first share above it; a `high` of 1 belongs to it. */
  high: number;
}

const BANDS: readonly ShareBand[] = [
  { low: 0.8, high: 1 },
  { low: 0.6, high: 0.8 },
  { low: 0.4, high: 0.6 },
  { low: 0, high: 0.4 },
];

/**
 * The band that a share lies in. With fewer than ten answers an exact share can be turned back into a count, and
 * a count of all or none tells what every single person said.
 * @param share from 0 to 1
 */
export function bandOfShare(share: number): ShareBand {
  const band = BANDS.find(({ low }) => share >= low);
  if (band === undefined || share > 1)
    throw new RangeError(`bandOfShare(share) needs a share from 0 to 1; pass a part of a whole, not ${share}.`);
  return { ...band };
}
