/** A versioned question with its scale. Scores are whole numbers from `min` to `max`. */
export interface Instrument {
  /** The lowest score, itself included: 0 or 1. */
  readonly min: number;
  /** The highest score, itself included. */
  readonly max: number;
  /** The lowest score that counts as a positive answer: "top two" on the five-point scales. */
  readonly positive: number;
  /** From 1. Another question or another scale is a new version. The words for it have versions of their own, one for each language. */
  readonly version: number;
}

/** The instruments that can be asked. `outcome5` is the default. */
export const INSTRUMENTS = {
  outcome5: { min: 1, max: 5, positive: 4, version: 1 },
  csat5: { min: 1, max: 5, positive: 4, version: 1 },
  ease5: { min: 1, max: 5, positive: 4, version: 1 },
  nps11: { min: 0, max: 10, positive: 9, version: 1 },
  thumbs2: { min: 0, max: 1, positive: 1, version: 1 },
} as const satisfies Record<string, Instrument>;

/** The name under which an instrument travels: `outcome5`. */
export type InstrumentId = keyof typeof INSTRUMENTS;

/** What a touchpoint is asked with when it names no instrument. */
export const DEFAULT_INSTRUMENT: InstrumentId = "outcome5";

/** Whether a text is a key of `INSTRUMENTS`; `constructor` and whatever else an object inherits is not. */
export function isInstrumentId(id: string): id is InstrumentId {
  return Object.hasOwn(INSTRUMENTS, id);
}

/** How good a score is, in three steps; it decides which reasons are offered. The steps need not be equally wide. */
export type Band = "low" | "middle" | "high";

/**
 * The band of a score: `high` from the instrument's `positive` on, `low` below the middle of its scale, `middle` between.
 * So 1–2, 3 and 4–5 on the five-point scales, 0–4, 5–8 and 9–10 on `nps11`; `thumbs2` has no middle.
 * @param score a whole number on the instrument's scale
 */
export function bandOf(instrument: Instrument, score: number): Band {
  if (score >= instrument.positive) return "high";
  return score < (instrument.min + instrument.max) / 2 ? "low" : "middle";
}
