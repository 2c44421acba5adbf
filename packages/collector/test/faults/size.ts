/** How much a run does. Every day a sample; `ci` what a release must pass; `nightly` as much as a night has room for. */
const SIZES = ["everyday", "ci", "nightly"] as const;

export type Size = (typeof SIZES)[number];

export const SIZE = sizeOf(process.env["AFTERTASK_COLLECTOR_FAULTS"] ?? "everyday");

/** The count for this run. */
export function sized(...counts: readonly [everyday: number, ci: number, nightly: number]): number {
  return counts[SIZES.indexOf(SIZE)] ?? counts[0];
}

function sizeOf(word: string): Size {
  const size = SIZES.find((one) => one === word);
  if (!size) throw new Error(`AFTERTASK_COLLECTOR_FAULTS must be one of ${SIZES.join(", ")}, not "${word}".`);
  return size;
}
