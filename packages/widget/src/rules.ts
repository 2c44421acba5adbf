// What only an app needs that gives its options in code: `script/no-rules.ts` stands in for it in the script build.
export { checkAgainst, checkCatalogue, checkSubmitted } from "./catalogue.js";
export { warnOfAddress } from "./fixed-address.js";
export { warnOfUnknown } from "./unknown-option.js";
export { checkMessages, replaceAfterTap, replaceQuestion } from "./words/replace.js";
