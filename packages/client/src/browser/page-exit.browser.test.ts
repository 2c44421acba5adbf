import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchPage } from "./page-exit.js";

let heard: string[] = [];
let unwatch = () => {};

beforeEach(() => {
  vi.useFakeTimers();
  heard = [];
  const note = (event: string) => () => void heard.push(event);
  unwatch = watchPage(note("leave"), note("left"), note("freeze"), note("wake"));
});

afterEach(() => {
  unwatch();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function setHidden(hidden: boolean): void {
  vi.spyOn(document, "hidden", "get").mockReturnValue(hidden);
  document.dispatchEvent(new Event("visibilitychange"));
}

test("a tab counts as left after it has been hidden for 60 s, not before", () => {
  setHidden(true);
  vi.advanceTimersByTime(59_999);
  expect(heard).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(heard).toEqual(["left"]);
});

test("a tab that is visible again in time is not left", () => {
  setHidden(true);
  vi.advanceTimersByTime(30_000);
  setHidden(false);
  vi.advanceTimersByTime(120_000);
  expect(heard).toEqual(["wake"]);
});

test("a page that goes says so, and one that comes back from the cache was left and wakes", () => {
  window.dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
  window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: false }));
  window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  expect(heard).toEqual(["leave", "left", "wake"]);
});

test("the network's return wakes, a freeze is told, its end wakes, and after our own end nothing is heard", () => {
  window.dispatchEvent(new Event("online"));
  document.dispatchEvent(new Event("freeze"));
  document.dispatchEvent(new Event("resume"));
  unwatch();
  window.dispatchEvent(new Event("online"));
  expect(heard).toEqual(["wake", "freeze", "wake"]);
});
