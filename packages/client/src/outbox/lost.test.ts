import { expect, test } from "vitest";
import { memoryNotes } from "../../test/memory-notes.js";
import { lostRatings } from "./lost.js";

test("ratings that were given up are counted by reason, over pages, until they have been told", () => {
  const notes = memoryNotes();
  lostRatings(notes, "pk").add("expired", 1);
  const later = lostRatings(notes, "pk");
  later.add("expired", 1);
  later.add("outbox-full", 1);
  expect(later.count()).toEqual({ expired: 2, "outbox-full": 1 });
  later.add("expired", -2);
  expect(lostRatings(notes, "pk").count()).toEqual({ "outbox-full": 1 });
  later.add("outbox-full", -1);
  expect(notes.kept.size).toBe(0);
});

test("each project counts for itself, however much the keys resemble each other", () => {
  const notes = memoryNotes();
  lostRatings(notes, "pk_2").add("expired", 1);
  expect(lostRatings(notes, "pk").count()).toEqual({});
  lostRatings(notes, "pk:2").add("expired", 1);
  expect(lostRatings(notes, "pk").count()).toEqual({});
});

test.each(["5", "[1]", '{"expired":"many"}', '{"expired":{"ever":1}}', '"text"', "{", '{"expired":-1}'])(
  "a note that holds %s is no count that an endpoint could stumble over",
  (text) => {
    const notes = memoryNotes();
    notes.write("lost:pk:", text);
    const lost = lostRatings(notes, "pk");
    for (const number of Object.values(lost.count())) expect(number).toBeGreaterThan(0);
    lost.add("expired", 1);
    expect(lost.count()).toMatchObject({ expired: 1 });
  },
);

test.each(["__proto__", "x".repeat(81), "", "An accident"])("a reason that is no name (%j) is not told", (reason) => {
  const notes = memoryNotes();
  notes.write("lost:pk:", `{"${reason}":1,"expired":1}`);
  expect(lostRatings(notes, "pk").count()).toEqual({ expired: 1 });
});
