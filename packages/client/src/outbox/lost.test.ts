import { expect, test } from "vitest";
import { memoryNotes } from "../../test/memory-notes.js";
import { lostRatings } from "./lost.js";

test("ratings that were given up are counted by reason, over pages, until they have been told", () => {
  const notes = memoryNotes();
  lostRatings(notes, "pk").add("expired");
  const later = lostRatings(notes, "pk");
  later.add("expired");
  later.add("outbox-full");
  expect(later.count()).toEqual({ expired: 2, "outbox-full": 1 });
  later.clear();
  expect(lostRatings(notes, "pk").count()).toEqual({});
});

test("each project counts for itself, however much the keys resemble each other", () => {
  const notes = memoryNotes();
  lostRatings(notes, "pk_2").add("expired");
  expect(lostRatings(notes, "pk").count()).toEqual({});
});
