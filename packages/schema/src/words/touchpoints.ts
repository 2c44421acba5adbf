import type { InstrumentId } from "./instruments.js";
import type { BuiltInReason, Polarity } from "./reasons.js";

/** A reason that only this touchpoint has, with its words by language. English is the fallback. */
export interface OwnReason {
  /** Slug, unique within the touchpoint. */
  id: string;
  /** The scores that it is offered for: `low` (and middle) or `high`. */
  when: Polarity;
  /** By BCP 47 tag, as the respondent reads it. */
  label: { en: string } & { [locale: string]: string };
}

/** What can be said about one kind of service. */
export interface Touchpoint {
  /** Default: `outcome5`. */
  instrument?: InstrumentId;
  /** Default: the built-in reasons that fit most services. */
  reasons?: readonly (BuiltInReason | OwnReason)[];
  /** Facts that may travel with a rating, each with every value it can take. */
  context?: { readonly [name: string]: readonly string[] };
}

/** Touchpoints by slug. The collector reads the same object as JSON. */
export interface Catalogue {
  /** Keys are slugs such as `hr.benefits-paperwork`. */
  readonly [touchpoint: string]: Touchpoint;
}

/**
 * Returns the catalogue unchanged, with its literal types kept, so that an unknown touchpoint, reason or
 * context value is an error at compile time.
 */
export function defineTouchpoints<const T extends Catalogue>(touchpoints: T): T {
  return touchpoints;
}

/** The touchpoints of a catalogue. */
export type TouchpointId<C extends Catalogue> = Extract<keyof C, string>;

/** The context that a touchpoint of a catalogue allows. */
export type ContextOf<C extends Catalogue, T extends TouchpointId<C>> = C[T]["context"] extends {
  readonly [name: string]: readonly string[];
}
  ? { [K in keyof C[T]["context"]]?: C[T]["context"][K][number] }
  : Record<string, never>;
