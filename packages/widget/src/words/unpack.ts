import type { AfterTapWords, PackedWords } from "./messages.js";

/** Gives packed words the keys of the English ones; words that have theirs are returned as they are. */
export function unpack(english: AfterTapWords, words: AfterTapWords | PackedWords): AfterTapWords {
  if (typeof words !== "string") return words;
  const texts = words.split("\n");
  const take = (like: unknown): unknown =>
    typeof like === "string"
      ? texts.shift()
      : Object.fromEntries(Object.entries(like as object).map(([key, inner]) => [key, take(inner)]));
  return take(english) as AfterTapWords;
}
