import type { AskingWords } from "./messages.js";

/** English is the fallback, so its first half travels with the prompt. */
export const asking: AskingWords = {
  locale: "en",
  dir: "ltr",
  region: "Feedback",
  question: "How did it go?",
  scale: ["Very badly", "Badly", "Neither well nor badly", "Well", "Very well"],
  notApplicable: "Doesn't apply",
  notNow: "Not now",
  never: "Don't ask again",
  privacy: "Results are shown for groups only (minimum: {k} people). Please do not name anyone.",
  appeared: "Press F6 to answer.",
  send: "Send",
  close: "Close",
  failed: "This could not be saved. Please try again.",
};
