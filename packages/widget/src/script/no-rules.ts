import type * as rules from "../rules.js";

// Stands in for `rules.ts` in the script build: a script tag has no catalogue, and attributes for options.
export const checkAgainst: typeof rules.checkAgainst = () => {};
export const checkCatalogue: typeof rules.checkCatalogue = () => {};
export const checkSubmitted: typeof rules.checkSubmitted = () => {};
export const checkMessages: typeof rules.checkMessages = () => {};
export const warnOfAddress: typeof rules.warnOfAddress = () => {};
export const warnOfUnknown: typeof rules.warnOfUnknown = () => {};
export { replaceAfterTap, replaceQuestion } from "./said.js";
