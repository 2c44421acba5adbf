// What only an app needs that gives its options in code: `script/no-rules.ts` stands in for it in the script build.
export { checkAgainst, checkCatalogue } from "./catalogue.js";
export { warnOfUnknown } from "./unknown-option.js";
export { checkMessages, replaceAfterTap, replaceQuestion } from "./words/replace.js";
