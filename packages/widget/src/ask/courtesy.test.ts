import { expect, it } from "vitest";
import { shouldWait, TYPING_PAUSE } from "./courtesy.js";

const quiet = { hidden: false, busy: false, modalOpen: false, sinceTyping: undefined };

it("shows at once on a quiet page", () => {
  expect(shouldWait(quiet)).toBe(false);
});

it("waits for a hidden tab and for an open modal dialog", () => {
  expect(shouldWait({ ...quiet, hidden: true })).toBe(true);
  expect(shouldWait({ ...quiet, modalOpen: true })).toBe(true);
});

it("waits for the end of a call or a presentation", () => {
  expect(shouldWait({ ...quiet, busy: true })).toBe(true);
});

it("waits until somebody who types has paused", () => {
  expect(shouldWait({ ...quiet, sinceTyping: TYPING_PAUSE - 1 })).toBe(true);
  expect(shouldWait({ ...quiet, sinceTyping: TYPING_PAUSE })).toBe(false);
});
