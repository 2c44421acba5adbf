// @ts-check

/**
 * Every class of bad input, in the fewest words, with the cases that it must have on each database.
 * @type {readonly { name: string, what: string, least: number }[]}
 */
export const CLASSES = [
  { name: "B1", what: "a JSON parsing suite as bodies", least: 340 },
  { name: "B2", what: "its valid values in places for text", least: 190 },
  { name: "B3", what: "awkward texts in every place that holds one", least: 2_575 },
  { name: "B4", what: "sizes around the limits, false lengths, pieces", least: 20 },
  { name: "B5", what: "depth, many members, inherited names", least: 45 },
  { name: "B6", what: "every kind of value for every member, edges of numbers", least: 148 },
  { name: "B8", what: "no UTF-8, and compressed", least: 60 },
  { name: "B9", what: "methods, addresses and content types", least: 85 },
  { name: "B11", what: "origins that are not listed", least: 30 },
  { name: "B12", what: "keys and tokens", least: 25 },
  { name: "B14", what: "the same rating again, another under its id", least: 25 },
  { name: "B15", what: "what would break a log", least: 282 },
  { name: "B18", what: "what a report is asked for", least: 60 },
  { name: "B19", what: "clocks", least: 20 },
  { name: "B20", what: "patterns against texts that keep them busy", least: 50 },
  { name: "B21", what: "made up: bodies, values, ratings, texts, headers", least: 50_000 },
];
