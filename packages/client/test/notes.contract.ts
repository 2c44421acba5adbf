import { expect, test } from "vitest";
import type { Notes } from "../src/outbox/ports.js";

/** What the outbox relies on, wherever short texts are kept. `open` gives new, empty notes. */
export function notesContract(open: () => Notes): void {
  test("a note is read under the beginning of its name, and survives", () => {
    const notes = open();
    expect(notes.write("rating:a", "A")).toBe(true);
    expect(notes.write("rating:b", "B")).toBe(true);
    expect(notes.write("lost:pk:", "L")).toBe(true);
    expect(new Set(notes.read("rating:"))).toEqual(new Set(["A", "B"]));
    expect(notes.read("lost:pk:")).toEqual(["L"]);
    expect(notes.read("nothing")).toEqual([]);
  });

  test("a note that is written again is replaced", () => {
    const notes = open();
    notes.write("a", "one");
    notes.write("a", "two");
    expect(notes.read("a")).toEqual(["two"]);
  });

  test.each([undefined, false, ""] as const)(
    "without a text (%j) the note is removed, and removing it again harms nothing",
    (none) => {
      const notes = open();
      notes.write("a", "A");
      notes.write("ab", "AB");
      notes.write("a", none);
      notes.write("a", none);
      expect(notes.read("a")).toEqual(["AB"]);
    },
  );
}
