export { createAftertask } from "./create.js";
export { AftertaskUsageError, isAftertaskUsageError } from "@aftertask/schema/words";
export type {
  Aftertask,
  AftertaskEventName,
  AftertaskEvents,
  AftertaskOptions,
  AftertaskSettings,
  AskedAbout,
  AskOptions,
  AskOutcome,
  ContextFor,
  Decision,
  DismissedHow,
  InstrumentFor,
  NotAskedBecause,
  Placement,
  ReasonFor,
  Register,
  RegisteredCatalogue,
  SubmittedRating,
  Theme,
  TouchpointName,
} from "./types.js";
export type { AftertaskPageEvents, AftertaskPromptElement } from "./element.types.js";
export type { AfterTapWords, AskingWords, InstrumentWords, LanguageMessages, Messages } from "./words/messages.js";
export { type Catalogue, defineTouchpoints, type Touchpoint } from "@aftertask/schema/words";
