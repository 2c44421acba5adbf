import { expect, it } from "vitest";
import page from "../../../../docs/languages.md?raw";
import { SHIPPED, type ShippedLanguage, textsIn, wordingsOf } from "../../test/languages.js";
import { fingerprint } from "../ask/sample.js";

/** The marks as the page has them: one row for each text, one column for each language. */
const [head = [], , ...rows] = page
  .slice(page.indexOf("## How sure we are"))
  .split("\n")
  .filter((line) => line.startsWith("|"))
  .map((line) => line.split("|").slice(1, -1).map(bare));
const [, ...tags] = head;
const marks = rows.slice(0, -1);
const [, ...readAs] = rows.at(-1) ?? [];

function bare(cell: string): string {
  return cell.trim().replaceAll("`", "");
}

/** What a mark is given to: a text, or texts that are read together. */
function textsOf(tag: string): Map<string, string[]> {
  const { outcome5, ...others } = wordingsOf(tag);
  const { asking, afterTap } = SHIPPED[tag] as ShippedLanguage;
  const grouped = new Map<string, string[]>();
  for (const [key, text] of textsIn({ outcome5, ...asking, ...afterTap, ...others })) {
    const name = key.startsWith("reasons.") ? key : key.replace(/\..*/, "");
    if (/^(locale|dir|question|scale)$/.test(name)) continue;
    grouped.set(name, [...(grouped.get(name) ?? []), text]);
  }
  return grouped;
}

it("every text of every language has a mark", () => {
  expect(tags.toSorted()).toEqual(Object.keys(SHIPPED).toSorted());
  for (const tag of tags) expect(marks.map(([text]) => text).toSorted()).toEqual([...textsOf(tag).keys()].toSorted());
  for (const [text, ...cells] of marks) {
    expect(cells, text).toHaveLength(tags.length);
    for (const cell of cells) expect(cell, text).toMatch(/^[HML]$/);
  }
});

it.each(tags)("the marks were given to the texts that are shipped: %s", (tag) => {
  const now = fingerprint([...textsOf(tag).values()].flat().join("\n")).slice(0, 6);
  const advice = `Texts of ${tag} have changed: look at their marks in docs/languages.md again, then write ${now} below them.`;
  expect(readAs[tags.indexOf(tag)], advice).toBe(now);
});
