/**
 * A versioned question with its scale. Scores are whole numbers from `min` to `max`, both included;
 * `positive` is the lowest score that counts as a positive answer ("top two" on the five-point scales).
 * A new wording or another scale is a new version, and starts a new series in every report.
 */
export interface Instrument {
  readonly min: number;
  readonly max: number;
  readonly positive: number;
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

export type InstrumentId = keyof typeof INSTRUMENTS;

export const DEFAULT_INSTRUMENT: InstrumentId = "outcome5";

export function isInstrumentId(id: string): id is InstrumentId {
  return Object.hasOwn(INSTRUMENTS, id);
}

/** Which third of the scale a score belongs to; it decides which reasons are offered. */
export type Band = "low" | "middle" | "high";

/** @param score a whole number on the instrument's scale */
export function bandOf(instrument: Instrument, score: number): Band {
  if (score >= instrument.positive) return "high";
  return score < (instrument.min + instrument.max) / 2 ? "low" : "middle";
}
