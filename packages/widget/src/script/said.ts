import type * as rules from "../rules.js";

// Aftertask's own words, until `own-words.ts` brings the host's. Bindings that change cost every visitor less than a table.
// oxlint-disable import/no-mutable-exports
export let replaceAfterTap: typeof rules.replaceAfterTap = (words) => words;
export let replaceQuestion: typeof rules.replaceQuestion = (asked) => asked;

/** Lets other words be said from now on. */
export function say(question: typeof replaceQuestion, afterTap: typeof replaceAfterTap): void {
  replaceQuestion = question;
  replaceAfterTap = afterTap;
}
