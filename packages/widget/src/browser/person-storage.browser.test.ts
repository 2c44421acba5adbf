import { afterEach, expect, it, vi } from "vitest";
import { afterOptOut, afterRated, EMPTY_HISTORY } from "../ask/history.js";
import { changeHistory, loadHistory, passingPerson } from "./person-storage.js";

const NOW = Date.UTC(2026, 10, 20);

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
});
const anybody = () => crypto.randomUUID();
const full = () =>
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("no room", "QuotaExceededError");
  });

it("remembers, for each person apart, without writing the id down", () => {
  const [ana, ben] = [anybody(), anybody()];
  changeHistory(ana, afterOptOut);
  expect(loadHistory(ana).optedOut).toBe(true);
  expect(loadHistory(ben)).toEqual(EMPTY_HISTORY);
  expect(loadHistory(undefined)).toEqual(EMPTY_HISTORY);
  expect(JSON.stringify({ ...localStorage })).not.toContain(ana);
});

it("remembers for as long as the page is open where storage is forbidden", () => {
  const forbidden = () => {
    throw new DOMException("no", "SecurityError");
  };
  const [ana, ben] = [anybody(), anybody()];
  vi.spyOn(globalThis, "localStorage", "get").mockImplementation(forbidden);
  changeHistory(ana, afterOptOut);
  expect(loadHistory(ana).optedOut).toBe(true);
  expect(loadHistory(ben).optedOut).toBe(false);
  expect(passingPerson("it.access-request", NOW)).toBe(passingPerson("it.access-request", NOW));
});

it("remembers the latest also where the browser is full and holds on to what was before", () => {
  const ana = anybody();
  changeHistory(ana, (history) => afterRated(history, "t1"));
  const refusing = full();
  changeHistory(ana, afterOptOut);
  expect(loadHistory(ana)).toMatchObject({ optedOut: true, rated: ["t1"] });
  refusing.mockRestore();
  changeHistory(ana, (history) => afterRated(history, "t2"));
  expect(loadHistory(ana)).toMatchObject({ optedOut: true, rated: ["t1", "t2"] });
});

it("remembers what this page has met when storage is cleared meanwhile", () => {
  const ana = anybody();
  changeHistory(ana, afterOptOut);
  localStorage.clear();
  expect(loadHistory(ana).optedOut).toBe(true);
});

it("believes what another tab has written since", () => {
  const ana = anybody();
  changeHistory(ana, (history) => afterRated(history, "t1"));
  const key = Object.keys(localStorage).find((name) => name.startsWith("aftertask:history:")) ?? "";
  localStorage[key] = localStorage[key].replace(/^0/, "1");
  expect(loadHistory(ana)).toMatchObject({ optedOut: true, rated: ["t1"] });
});

it.each(["", "[object Object]", '{"version":2,"rated":[]}', "0|0", "0|0|0|t1|x@y", "\\u0000"])(
  "takes %j for nothing met, and writes over it",
  (text) => {
    const ana = anybody();
    changeHistory(ana, (history) => history);
    const key = Object.keys(localStorage).find((name) => name.startsWith("aftertask:history:")) ?? "";
    localStorage[key] = text;
    expect(loadHistory(ana)).toMatchObject({ optedOut: false, shown: [] });
    changeHistory(ana, afterOptOut);
    expect(loadHistory(ana).optedOut).toBe(true);
  },
);

it("gives somebody without a name another id for each touchpoint and week, and the same within them", () => {
  const week = 7 * 86_400_000;
  const ids = [
    passingPerson("it.access-request", NOW),
    passingPerson("hr.benefits-paperwork", NOW),
    passingPerson("it.access-request", NOW + week),
  ];
  expect(new Set(ids).size).toBe(3);
  expect(passingPerson("it.access-request", NOW + week)).toBe(ids[2]);
});
