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
  NotAskedBecause,
  Placement,
  Register,
  RegisteredCatalogue,
  Theme,
  TouchpointName,
} from "./types.js";
export type { AfterTapWords, AskingWords, InstrumentWords, LanguageMessages, Messages } from "./words/messages.js";
export { type Catalogue, defineTouchpoints, type Touchpoint } from "@aftertask/schema/words";
