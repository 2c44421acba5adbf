import type { Client, RatingInput } from "@aftertask/client";
import type {
  Audience,
  BuiltInReason,
  Catalogue,
  ContextOf,
  InstrumentId,
  Layout,
  OwnReason,
  Problem,
  Rating,
  TouchpointId,
} from "@aftertask/schema/words";
import type { Decision, NotAskedBecause } from "./ask/decide.js";
import type { DismissedHow } from "./flow/flow.types.js";
import type { Messages } from "./words/messages.js";

/**
 * The app's own catalogue, for types only:
 * `declare module "@aftertask/widget" { interface Register { touchpoints: typeof touchpoints } }`.
 */
// eslint-disable-next-line typescript/no-empty-object-type -- it is there to be filled by the app
export interface Register {}

/** The registered catalogue, or any catalogue where none is registered. */
export type RegisteredCatalogue = Register extends { touchpoints: infer C extends Catalogue } ? C : Catalogue;

/** A touchpoint that may be asked about: of the catalogue, or any slug where there is none. */
export type TouchpointName<C extends Catalogue = RegisteredCatalogue> = TouchpointId<C>;

/** The facts that may travel with a rating of a touchpoint. */
export type ContextFor<T extends string, C extends Catalogue = RegisteredCatalogue> = string extends keyof C
  ? Record<string, string>
  : T extends TouchpointId<C>
    ? ContextOf<C, T>
    : never;

/** The question that a touchpoint's catalogue names. */
export type InstrumentFor<T extends string, C extends Catalogue = RegisteredCatalogue> = string extends keyof C
  ? InstrumentId
  : C[T] extends { readonly instrument: infer I extends InstrumentId }
    ? I
    : "outcome5";

/** The reasons that a rating of a touchpoint may give: every built-in one, and the touchpoint's own. */
export type ReasonFor<T extends string, C extends Catalogue = RegisteredCatalogue> = string extends keyof C
  ? string
  : BuiltInReason | (C[T] extends { readonly reasons: readonly (infer R)[] } ? Extract<R, OwnReason>["id"] : never);

/** A rating that was given elsewhere than in the prompt, as the catalogue has its touchpoint. */
export interface SubmittedRating<T extends string = string, C extends Catalogue = RegisteredCatalogue> extends Omit<
  RatingInput,
  "touchpoint" | "instrument" | "reasons" | "context"
> {
  /** Slug. */
  touchpoint: T;
  /** The question that was answered. */
  instrument: InstrumentFor<T, C>;
  /** Why, as slugs. */
  reasons?: ReasonFor<T, C>[];
  /** Enumerated facts, as the touchpoint's catalogue lists them. */
  context?: ContextFor<T, C>;
}

/** Default: `auto`, as the person's system has it. */
export type Theme = "auto" | "light" | "dark";
/** A corner of the window, in reading direction. */
export type Placement = "bottom-end" | "bottom-start" | "top-end" | "top-start";

/** What can be changed while an instance lives. */
export interface AftertaskSettings<C extends Catalogue = RegisteredCatalogue> {
  /** The catalogue. Without one, every slug is taken. */
  touchpoints?: C | undefined;
  /** Opaque id of the signed-in person. Default: a random id for each browser, touchpoint and week. */
  person?: string | undefined;
  /** Who rates. Default: not said. */
  audience?: Audience | undefined;
  /** BCP 47 tag. Default: the page's `lang`, then the browser's language. */
  locale?: string | undefined;
  /**
   * Texts in place of Aftertask's own, by BCP 47 tag: `{ fr: { question: "…", reasons: { waiting: "…" } } }`. A language
   * that Aftertask does not bring has to have them all. Default: none.
   */
  messages?: Messages | undefined;
  /** Default: `auto`, as the person's system has it. */
  theme?: Theme | undefined;
  /**
   * The host's colour, for what is chosen and for Send; any CSS colour: it is darkened or lightened where it would be hard
   * to see. Default: the custom property `--aftertask-accent` on the page or the element, else ink.
   */
  accent?: string | undefined;
  /** The corner for the corner layout. Default: `bottom-end`. */
  placement?: Placement | undefined;
  /** The smallest group, in people, that the respondent is promised. Default and least: 5. */
  minimumGroup?: number | undefined;
  /** The share of tasks to ask about, above 0 and up to 1. Default: 1. */
  sampling?: number | undefined;
  /** `off`: no rest between prompts, for demonstrations. Default: `default`. */
  fatigue?: "default" | "off" | undefined;
  /** What is kept of a rating. Only `confidential`, the default, is offered yet. */
  privacy?: "confidential" | undefined;
  /**
   * `mock`: prompts show and behave as live, and their ratings count as delivered, but nothing is sent, and nothing is
   * stored or known beyond the page. `off`: every ask is answered *not asked, disabled*. Default: `live`.
   */
  mode?: "live" | "mock" | "off" | undefined;
  /**
   * A call or a presentation is on: asks wait until this is `false` again, at most until their task is seven days old.
   * What fills the whole screen counts as one without being announced. Default: `false`.
   */
  busy?: boolean | undefined;
  /** The function key that leads into the prompt and back, as long as the page does not use it itself, or `off`. Default: `F6`. */
  shortcut?: string | undefined;
}

/** What an instance is created with: where ratings go, and the settings. */
export interface AftertaskOptions<C extends Catalogue = RegisteredCatalogue> extends AftertaskSettings<C> {
  /** Where ratings are posted: `/v1/ratings`, or a full address. */
  endpoint: string;
  /** Public key of the project. */
  key: string;
}

/** Where ratings go. */
export type Address = Pick<AftertaskOptions, "endpoint" | "key">;

/** What is known of the finished task. */
export interface AskOptions<T extends string = string, C extends Catalogue = RegisteredCatalogue> {
  /** Opaque id of the finished piece of work. */
  task: string;
  /** 2 when it was reopened and finished again. Default: 1. */
  round?: number | undefined;
  /**
   * The question to ask, where there is no catalogue to say so; it must be the one that the collector's catalogue names.
   * Default: the touchpoint's, else `outcome5`.
   */
  instrument?: InstrumentId | undefined;
  /** Slug of the team that did the work. */
  provider?: string | undefined;
  /** Default: the instance's. */
  audience?: Audience | undefined;
  /** Default: the instance's. */
  person?: string | undefined;
  /** What the respondent calls the task; stands above the question. Default: the task's id. Never leaves the page. */
  label?: string | undefined;
  /** When the task was finished: a Date, an ISO 8601 text or milliseconds since 1970. Default: now. */
  finishedAt?: Date | string | number | undefined;
  /** The respondent did the work themselves: they are not asked. */
  own?: boolean | undefined;
  /** Default: `anchored` when an anchor is given, `inline` when a container is, else `corner`. */
  layout?: Exclude<Layout, "sheet"> | undefined;
  /** The element to stand beside. */
  anchor?: Element | undefined;
  /** The element to stand in. */
  container?: Element | undefined;
  /** Enumerated facts, as the touchpoint's catalogue lists them. */
  context?: ContextFor<T, C> | undefined;
  /** BCP 47 tag. Default: the instance's. */
  locale?: string | undefined;
  /** Withdraws the ask. */
  signal?: AbortSignal | undefined;
}

/** An ask whose answer may go elsewhere than the instance's: an element names its own endpoint and key. */
export type AddressedAsk = AskOptions & Partial<Address>;

/**
 * How an ask ended. `delivery`: the endpoint has confirmed it, it waits in this browser, only this page remembers it, or
 * the endpoint will never take it (then `problem` says why).
 */
export type AskOutcome =
  | {
      outcome: "rated";
      rating: Rating;
      delivery: "delivered" | "stored" | "volatile" | "refused";
      problem?: Problem;
    }
  | { outcome: "dismissed"; how: DismissedHow }
  | { outcome: "not-asked"; because: NotAskedBecause };

/** What an event is about. */
export interface AskedAbout {
  /** Slug. */
  touchpoint: string;
  /** The host's id of the task. */
  task: string;
  /** From 1. */
  round: number;
}

/** Events of an instance, and (as `aftertask-…`) of the page. */
export interface AftertaskEvents {
  /** A prompt is on the screen. `sampling`: the probability with which this task was asked about. */
  shown: AskedAbout & { sampling: number };
  /** An answer is sealed: it will not change any more. */
  rated: AskedAbout & { rating: Rating };
  /**
   * The respondent says that the work is not done, by choosing the reason `not-solved`: the page may offer to reopen the
   * task. Told right after `rated`, also when the rating is refused later; with `rating.notSolved` always `true`.
   */
  "not-solved": AskedAbout & { rating: Rating };
  /** A prompt went away unanswered. */
  dismissed: AskedAbout & { how: DismissedHow };
  /** No prompt was shown. */
  "not-asked": AskedAbout & { because: NotAskedBecause };
  /** The endpoint has confirmed the rating with this id. What it is about is known of the prompts of this page. */
  delivered: Partial<AskedAbout> & { id: string };
  /** The endpoint will never take the rating with this id. What it is about is known of the prompts of this page. */
  refused: Partial<AskedAbout> & { id: string; problem: Problem };
}

/** Names of the events. */
export type AftertaskEventName = keyof AftertaskEvents;

/** One configured SDK on a page: asks, and hands what it hears to the client. */
export interface Aftertask<C extends Catalogue = RegisteredCatalogue> {
  /**
   * Asks how a finished task went, if this is the moment. Settles once, at the latest 4 s after the answer is sealed.
   * @throws {AftertaskUsageError} (as a rejection) for a mistake in the call, and for nothing else
   */
  ask<T extends TouchpointName<C>>(touchpoint: T, options: AskOptions<T, C>): Promise<AskOutcome>;
  /** The decision on an ask, without showing anything. */
  explain<T extends TouchpointName<C>>(touchpoint: T, options: AskOptions<T, C>): Promise<Decision>;
  /**
   * Hands in a rating that was given elsewhere than in the prompt.
   * @throws {AftertaskUsageError} (as a rejection) for what is no rating, or does not fit the catalogue
   */
  submit<T extends TouchpointName<C>>(rating: SubmittedRating<T, C>): ReturnType<Client["submit"]>;
  /** Tries now to deliver what waits. */
  flush(): Promise<void>;
  /** How many ratings wait in this browser. */
  pending(): Promise<number>;
  /**
   * Listens; returns the undo.
   * @throws {AftertaskUsageError} for an event that is none, and for a listener that cannot be called
   */
  on<E extends AftertaskEventName>(event: E, listener: (detail: AftertaskEvents[E]) => void): () => void;
  /** Changes settings for the asks to come. */
  configure(settings: AftertaskSettings<C>): void;
  /** Fetches what a prompt needs and rehearses it out of sight, so that the first one appears at once. Asks the endpoint nothing; in mode `off` it does nothing. */
  prefetch(): Promise<void>;
  /** Withdraws every ask and lets go of the page. What waits in the outbox stays. */
  close(): void;
}

export type { Decision, DismissedHow, NotAskedBecause };
