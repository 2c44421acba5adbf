import type * as rules from "../rules.js";

// Stands in for `rules.ts` in the script build: a script tag has no catalogue and no words of its own, and attributes for options.
const nothing = () => {};
export const checkAgainst: typeof rules.checkAgainst = nothing;
export const checkCatalogue: typeof rules.checkCatalogue = nothing;
export const checkMessages: typeof rules.checkMessages = nothing;
export const replaceAfterTap: typeof rules.replaceAfterTap = (words) => words;
export const replaceQuestion: typeof rules.replaceQuestion = (asked) => asked;
export const warnOfUnknown: typeof rules.warnOfUnknown = nothing;
