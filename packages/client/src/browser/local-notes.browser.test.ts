import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { notesContract } from "../../test/notes.contract.js";
import { localNotes } from "./local-notes.js";

beforeEach(() => localStorage.clear());
afterEach(() => vi.restoreAllMocks());

notesContract(localNotes);

test("what one page noted, a later one reads", () => {
  expect(localNotes().write("rating:a", "A")).toBe(true);
  expect(localNotes().read("rating:")).toEqual(["A"]);
  expect(localStorage.getItem("aftertask:rating:a")).toBe("A");
});

test("without a text the note is removed", () => {
  const notes = localNotes();
  notes.write("a", "A");
  notes.write("a");
  expect(notes.read("a")).toEqual([]);
  expect(localStorage).toHaveLength(0);
});

test("the host's texts are neither read nor touched", () => {
  localStorage.setItem("rating:a", "theirs");
  const notes = localNotes();
  expect(notes.read("")).toEqual([]);
  notes.write("rating:a");
  expect(localStorage.getItem("rating:a")).toBe("theirs");
});

test("beyond 128 KiB only the page remembers, and says so", () => {
  const notes = localNotes();
  expect(notes.write("a", "x".repeat(131_000))).toBe(true);
  expect(notes.write("b", "y".repeat(100))).toBe(false);
  expect(notes.read("b")).toEqual(["y".repeat(100)]);
  expect(localStorage.getItem("aftertask:b")).toBe(null);
});

test("a note is replaced where there is no room for both, and stays where there is none for the new one", () => {
  const notes = localNotes();
  expect(notes.write("a", "x".repeat(131_000))).toBe(true);
  expect(notes.write("a", "y".repeat(131_000))).toBe(true);
  expect(notes.write("a", "z".repeat(132_000))).toBe(false);
  expect(localStorage.getItem("aftertask:a")).toBe("y".repeat(131_000));
  expect(notes.read("a")).toEqual(["z".repeat(132_000)]);
});

test("where localStorage is forbidden, only the page remembers", () => {
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("Forbidden", "SecurityError");
  });
  const notes = localNotes();
  expect(notes.write("a", "A")).toBe(false);
  expect(notes.read("a")).toEqual(["A"]);
});
