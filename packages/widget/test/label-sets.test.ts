import { expect, it } from "vitest";
import { fingerprint } from "../src/ask/sample.js";
import known from "./label-sets.json";
import { SHIPPED, wordingsOf } from "./languages.js";

const KNOWN: Readonly<Record<string, string>> = known;

/** Each label set that is shipped, and a fingerprint of its words. */
const shipped: readonly (readonly [id: string, words: string])[] = Object.keys(SHIPPED).flatMap((tag) =>
  Object.entries(wordingsOf(tag)).map(
    ([instrument, { question, labels, version = 1 }]) =>
      [`${instrument}.${tag}.${version}`, fingerprint([question, ...labels].join("\n"))] as const,
  ),
);

it.each(shipped)(
  "%s names the words that it has always named: other words take the next version and a line of their own",
  (id, words) => {
    expect(KNOWN[id]).toBe(words);
  },
);

it("no label set loses its line: ratings carry its id for years", () => {
  const current = new Set(shipped.map(([id]) => id));
  const outdated = Object.keys(KNOWN).filter((id) => !current.has(id));
  const newest = (id: string) => shipped.find(([other]) => other.startsWith(id.replace(/\d+$/, "")))?.[0] ?? "";
  for (const id of outdated) expect(Number(/\d+$/.exec(newest(id)))).toBeGreaterThan(Number(/\d+$/.exec(id)));
});
